namespace Parlor.SocketIO.Transport;

/// <summary>Names of connections for logs, in the form of Kestrel's.</summary>
internal static class ConnectionIds
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

    // So that those of two runs differ.
    private static long _last = DateTime.UtcNow.Ticks;

    public static string Next() => string.Create(13, Interlocked.Increment(ref _last), static (text, id) =>
    {
        for (int i = text.Length - 1; i >= 0; i--, id >>= 5)
            text[i] = Digits[(int)(id & 31)];
    });
}
