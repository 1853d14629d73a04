using System.Globalization;
using System.Numerics;
using Dapper;

namespace Parlor.Server.Messages;

/// <summary>Events of a room's log from one number to another, both included. The log has no gaps, so it is known how many they are.</summary>
internal readonly record struct LogRange(long RoomId, long First, long Last)
{
    /// <summary>Ranges that one statement reads at most.</summary>
    public const int MostTogether = 32;

    /// <summary>
    /// The ranges as a table <c>ranges</c> in front of a statement, to be joined by <see cref="Join"/>, and its parameters. There are few
    /// forms of it, for Dapper and databases keep what they know of each: places that are left over hold nothing.
    /// </summary>
    /// <param name="ranges">1 to <see cref="MostTogether"/> ranges.</param>
    public static (string With, DynamicParameters Parameters) Table(IReadOnlyList<LogRange> ranges)
    {
        var places = (int)BitOperations.RoundUpToPowerOf2((uint)ranges.Count);
        var parameters = new DynamicParameters();
        for (var i = 0; i < places; i++)
        {
            var range = i < ranges.Count ? ranges[i] : new LogRange(0, 1, 0);
            parameters.Add(Name("room", i), range.RoomId);
            parameters.Add(Name("first", i), range.First);
            parameters.Add(Name("last", i), range.Last);
        }

        var rows = Enumerable.Range(0, places).Select(i => $"(@{Name("room", i)}, @{Name("first", i)}, @{Name("last", i)})");
        return ($"WITH ranges (range_room, range_first, range_last) AS (VALUES {string.Join(", ", rows)})", parameters);
    }

    /// <summary>Joins a table by its columns <c>room_id</c> and the one with the number.</summary>
    public static string Join(string table, string seq) =>
        $"ranges JOIN {table} ON room_id = range_room AND {seq} BETWEEN range_first AND range_last";

    private static string Name(string what, int place) => what + place.ToString(CultureInfo.InvariantCulture);
}
