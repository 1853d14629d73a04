using System.Text;
using System.Text.Json;

namespace Parlor.Bench.Load.SocketIo;

/// <summary>
/// Finds the message in the arguments of an event or an acknowledgement, without allocating. The spans point into what was read.
/// </summary>
internal readonly ref struct MessageReader
{
    public readonly long Seq;
    public readonly ReadOnlySpan<byte> Room;
    public readonly ReadOnlySpan<byte> Text;

    /// <param name="arguments">a JSON array that holds an object with the member <c>message</c></param>
    public MessageReader(ReadOnlySpan<byte> arguments)
    {
        var reader = new Utf8JsonReader(arguments);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 2)
                continue;
            if (reader.ValueTextEquals("message"u8))
                break;
            if (reader.ValueTextEquals("ok"u8) && reader.Read() && reader.TokenType != JsonTokenType.True)
                throw new BenchFailure($"the server refused a message: {Encoding.UTF8.GetString(arguments)}");
        }

        while (reader.Read() && reader.CurrentDepth >= 2)
        {
            // The message's own members only; the author's lie one level deeper.
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 3)
                continue;

            if (reader.ValueTextEquals("seq"u8))
            {
                reader.Read();
                Seq = reader.GetInt64();
            }
            else if (reader.ValueTextEquals("text"u8))
            {
                reader.Read();
                Text = reader.ValueSpan;
            }
            else if (reader.ValueTextEquals("room"u8))
            {
                reader.Read();
                Room = reader.ValueSpan;
            }
        }

        if (Seq == 0 || Text.IsEmpty)
            throw new BenchFailure($"no message with seq and text in {Encoding.UTF8.GetString(arguments)}");
    }
}
