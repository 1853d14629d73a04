using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>What a mask on a list of a room does to those whom it fits.</summary>
[JsonConverter(typeof(WireEnum<MaskKind>))]
public enum MaskKind
{
    /// <summary>They may not come in, or not speak, as the mask says.</summary>
    Ban,

    /// <summary>No ban by a mask is for them.</summary>
    BanException,

    /// <summary>They may come into the room although it is private.</summary>
    InviteException,
}

/// <summary>A mask on a list of a room.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Mask">Whom it fits, in the words of IRC and in small letters.</param>
/// <param name="ById">Who put it there.</param>
/// <param name="At">When.</param>
public sealed record ChannelMask(MaskKind Kind, string Mask, long ById, Timestamp At);

/// <summary>
/// The masks of rooms. A mask is of names that people have in IRC, so it is for IRC to say whom it fits; who comes from elsewhere is
/// banned as the person that they are, by <see cref="BanFromRoom"/>. They are read for every message, so they are kept in memory.
/// </summary>
public sealed class ChannelMasks(Db db, ChannelStore store, RoomAccess access, People people, TimeProvider clock) : ICommitListener
{
    /// <summary>Masks of one room, on all its lists.</summary>
    public const int MostPerRoom = 200;

    private const int LongestMask = 200;

    /// <summary>Rooms whose masks are kept; one more, and the memory starts again empty.</summary>
    private const int Capacity = 50_000;

    private readonly ConcurrentDictionary<long, (long Version, IReadOnlyList<ChannelMask> Masks)> _known = new();
    private long _version;

    /// <summary>The masks of a room, the oldest first.</summary>
    public IReadOnlyList<ChannelMask> Of(long roomId)
    {
        var version = Volatile.Read(ref _version);
        if (_known.TryGetValue(roomId, out var known) && known.Version == version)
            return known.Masks;
        var masks = store.Masks(roomId);
        if (_known.Count >= Capacity)
            _known.Clear();
        _known[roomId] = (version, masks);
        return masks;
    }

    /// <summary>Puts a mask on a list; one that is there already stays as it is.</summary>
    /// <exception cref="Problem">
    /// <c>not_found</c>, <c>forbidden</c>; <c>invalid</c>, field <c>mask</c>; <c>too_large</c>, field <c>masks</c>: there are as many as can be.
    /// </exception>
    public Task Add(long userId, string? room, MaskKind kind, string mask) => Change(userId, room, kind, mask, isSet: true);

    /// <summary>Takes a mask off a list, if it is there.</summary>
    /// <exception cref="Problem"><c>not_found</c> or <c>forbidden</c>.</exception>
    public Task Remove(long userId, string? room, MaskKind kind, string mask) => Change(userId, room, kind, mask, isSet: false);

    private Task Change(long userId, string? room, MaskKind kind, string mask, bool isSet)
    {
        var accessed = access.Require(userId, room, kind == MaskKind.InviteException ? RoomPermission.ManageRoom : RoomPermission.Ban);
        accessed.RequireInUse();
        if (mask.Length is 0 or > LongestMask || mask.Any(c => c <= ' '))
            throw Problem.Invalid("mask", $"A mask is 1 to {LongestMask} characters without spaces.");
        var small = mask.ToLowerInvariant();
        var (by, now) = (people.Get(userId), Timestamp.Now(clock));
        return db.Write(transaction =>
        {
            if (ChannelStore.HasMask(transaction, accessed.Id, kind, small) == isSet)
                return;
            if (isSet && ChannelStore.CountMasks(transaction, accessed.Id) >= MostPerRoom)
                throw Problem.TooLarge("masks", $"A room has {MostPerRoom} masks at most.");
            if (isSet)
                ChannelStore.AddMask(transaction, accessed.Id, new ChannelMask(kind, small, userId, now));
            else
                ChannelStore.RemoveMask(transaction, accessed.Id, kind, small);
            transaction.Publish(new ChannelMaskChanged(accessed.Id, by, now, kind, small, isSet));
        });
    }

    void ICommitListener.Committed(IReadOnlyList<CommittedEvent> committed)
    {
        // What was read before belongs to an older version, and is read again.
        if (committed.Any(happened => happened is ChannelMaskChanged or RoomDeleted))
            Interlocked.Increment(ref _version);
    }
}
