namespace Parlor.Server.Rooms;

/// <summary>Some of the permissions, one bit for each.</summary>
public readonly record struct PermissionSet
{
    private static readonly RoomPermission[] All = Enum.GetValues<RoomPermission>();

    private readonly ulong _bits;

    public PermissionSet(IEnumerable<RoomPermission> permissions) =>
        _bits = permissions.Aggregate(0UL, (bits, permission) => bits | Bit(permission));

    private PermissionSet(ulong bits) => _bits = bits;

    public bool Has(RoomPermission permission) => (_bits & Bit(permission)) != 0;

    /// <summary>Whether all of <paramref name="others"/> are in this set.</summary>
    public bool Includes(PermissionSet others) => (others._bits & ~_bits) == 0;

    public PermissionSet With(PermissionSet others) => new(_bits | others._bits);

    public PermissionSet Without(PermissionSet others) => new(_bits & ~others._bits);

    /// <summary>The permissions, in the order of their enumeration.</summary>
    public IReadOnlyList<RoomPermission> ToList()
    {
        var set = this;
        return [.. All.Where(set.Has)];
    }

    /// <summary>As the database has it: the names, with a space between.</summary>
    public string ToText() => string.Join(' ', ToList().Select(Wire.Text));

    public static PermissionSet Parse(string text) =>
        new(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Wire.Parse<RoomPermission>));

    private static ulong Bit(RoomPermission permission) => 1UL << (int)permission;
}
