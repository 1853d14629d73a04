using System.Text;
using System.Text.Json;

namespace Parlor.Bench.Load.SocketIo;

/// <summary>The acknowledgement of <c>join_room</c>: <c>[{"ok":true,"room":…,"lastSeq":…}]</c>.</summary>
internal static class JoinAnswer
{
    public static long ReadLastSeq(ReadOnlySpan<byte> answer)
    {
        var reader = new Utf8JsonReader(answer);
        using var document = JsonDocument.ParseValue(ref reader);
        var first = document.RootElement[0];
        if (!first.TryGetProperty("ok", out var ok) || !ok.GetBoolean())
            throw new BenchFailure($"join_room was refused: {Encoding.UTF8.GetString(answer)}");
        return first.GetProperty("lastSeq").GetInt64();
    }
}
