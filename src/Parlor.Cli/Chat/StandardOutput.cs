using System.Runtime.InteropServices;

namespace Parlor.Cli.Chat;

/// <summary>
/// Standard output as the system has it. .NET's own stream says nothing when nobody reads any more, and a program that prints for others
/// should end then.
/// </summary>
internal static partial class StandardOutput
{
    private const int Descriptor = 1;
    private const int Interrupted = 4;

    /// <exception cref="IOException">Nobody reads any more, or it cannot be written.</exception>
    public static void Write(ReadOnlySpan<byte> bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            using var output = Console.OpenStandardOutput();
            output.Write(bytes);
            return;
        }

        while (bytes.Length > 0)
        {
            var written = Write(Descriptor, bytes, (nuint)bytes.Length);
            if (written >= 0)
                bytes = bytes[(int)written..];
            else if (Marshal.GetLastPInvokeError() != Interrupted)
                throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nuint count);
}
