using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Parlor.Cli.Chat;

/// <summary>
/// The terminal behind standard input and output: raw mode, the alternate screen, its size. Whatever ends the program, the terminal is put
/// back as it was. .NET's console is passed by: it keeps settings and a reader of its own.
/// </summary>
internal sealed partial class Terminal : IDisposable
{
    private const int StandardInput = 0;
    private const int StandardOutputDescriptor = 1;

    /// <summary><c>TCSAFLUSH</c>: when all output is written, and without what was typed ahead.</summary>
    private const int AfterFlush = 2;

    /// <summary>Alternate screen with the cursor saved, bracketed paste, and no application keypad.</summary>
    private const string Enter = "\e[?1049h\e[?2004h\e[?1l\e>";
    private const string Leave = "\e[?2004l\e[0m\e[?25h\e[?1049l";

    private readonly TerminalSettings _before;
    private readonly Lock _writing = new();
    private bool _left;

    private Terminal(TerminalSettings before) => _before = before;

    /// <summary>Takes the terminal over.</summary>
    /// <exception cref="ChatProblem">There is no terminal.</exception>
    public static Terminal Open()
    {
        var terminal = new Terminal(TerminalSettings.Read() ?? throw new ChatProblem("invalid", "Standard input is not a terminal."));
        // Also when something goes wrong on another thread.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => terminal.Dispose();
        AppDomain.CurrentDomain.UnhandledException += (_, _) => terminal.Dispose();
        terminal.Resume();
        return terminal;
    }

    /// <summary>Standard input as it is, byte by byte.</summary>
    public static Stream OpenInput() => new FileStream(new SafeFileHandle(StandardInput, ownsHandle: false), FileAccess.Read, bufferSize: 0);

    /// <summary>Reads a line that is not shown, such as a password; null when it was given up with Ctrl+C or Ctrl+D.</summary>
    public static string? ReadHidden()
    {
        var before = TerminalSettings.Read();
        before?.Raw().Apply();
        try
        {
            using var input = OpenInput();
            var line = new List<byte>();
            while (true)
            {
                switch (input.ReadByte())
                {
                    case '\r' or '\n':
                        return System.Text.Encoding.UTF8.GetString([.. line]);
                    case -1 or 3 or 4:
                        return null;
                    case 0x15:
                        line.Clear();
                        break;
                    case 0x7F or '\b':
                        RemoveLast(line);
                        break;
                    case var typed and >= ' ':
                        line.Add((byte)typed);
                        break;
                }
            }
        }
        finally
        {
            before?.Apply();
        }
    }

    /// <summary>Removes a character of UTF-8: its first byte and those that go on from it.</summary>
    private static void RemoveLast(List<byte> line)
    {
        while (line.Count > 0)
        {
            var removed = line[^1];
            line.RemoveAt(line.Count - 1);
            if ((removed & 0xC0) != 0x80)
                return;
        }
    }

    /// <summary>Goes to raw mode and the alternate screen, at the start or after the program was stopped for a while.</summary>
    public void Resume()
    {
        _before.Raw().Apply();
        Write(Enter);
    }

    /// <exception cref="IOException">The terminal is gone.</exception>
    public void Write(string sequences)
    {
        lock (_writing)
        {
            if (!_left)
                StandardOutput.Write(System.Text.Encoding.UTF8.GetBytes(sequences));
        }
    }

    /// <summary>Columns and rows; 80 × 24 where the terminal does not say.</summary>
    public static (int Width, int Height) Size()
    {
        if (OperatingSystem.IsLinux())
        {
            var size = default(WindowSize);
            if (GetWindowSize(StandardOutputDescriptor, RequestWindowSize, ref size) == 0 && size.Columns > 0)
                return (size.Columns, size.Rows);
            return (80, 24);
        }

        return Console.WindowWidth > 0 ? (Console.WindowWidth, Console.WindowHeight) : (80, 24);
    }

    public void Dispose()
    {
        lock (_writing)
        {
            if (_left)
                return;
            try
            {
                Write(Leave);
            }
            catch (IOException)
            {
                // A terminal that is gone needs nothing put back.
            }

            _left = true;
            _before.Apply();
        }
    }

    private const ulong RequestWindowSize = 0x5413;

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetWindowSize(int descriptor, ulong request, ref WindowSize size);

    /// <summary><c>struct winsize</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Horizontal;
        public ushort Vertical;
    }

    /// <summary>What <c>struct termios</c> holds, unread: its layout is the system's own affair.</summary>
    private sealed partial class TerminalSettings(byte[] content)
    {
        /// <summary>Larger than the structure of any system there is: Linux has 60 bytes, macOS 72.</summary>
        private const int Space = 256;

        /// <summary>The settings now; null where standard input is no terminal.</summary>
        public static TerminalSettings? Read()
        {
            var content = new byte[Space];
            return GetAttributes(StandardInput, content) == 0 ? new TerminalSettings(content) : null;
        }

        public TerminalSettings Raw()
        {
            var raw = (byte[])content.Clone();
            MakeRaw(raw);
            return new TerminalSettings(raw);
        }

        public void Apply() => SetAttributes(StandardInput, AfterFlush, content);

        [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static partial int GetAttributes(int descriptor, [Out] byte[] settings);

        [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static partial int SetAttributes(int descriptor, int when, [In] byte[] settings);

        [LibraryImport("libc", EntryPoint = "cfmakeraw")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static partial void MakeRaw([In, Out] byte[] settings);
    }
}
