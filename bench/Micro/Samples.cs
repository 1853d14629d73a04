using Parlor.SocketIO;
using Parlor.SocketIO.Packets;

namespace Parlor.Bench.Micro;

/// <summary>What all benchmarks work on.</summary>
internal static class Samples
{
    public const string Main = "/";

    /// <summary>200 characters.</summary>
    public static readonly string Text = new('x', 200);

    public static PacketEncoder Encoder { get; } = new(new PacketJson(given: null));

    public static EncodedPacket Event { get; } = Encoder.Event(Main, "news", [Text]);
}
