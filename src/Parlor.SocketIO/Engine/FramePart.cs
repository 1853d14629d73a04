namespace Parlor.SocketIO.Engine;

/// <summary>A payload inside <see cref="EncodedPacket.Frames"/>.</summary>
internal readonly record struct FramePart(int Start, int Length, bool IsBinary);
