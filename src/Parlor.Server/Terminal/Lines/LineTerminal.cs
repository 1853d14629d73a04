using System.Text;
using Parlor.Server.Terminal.Ports;

namespace Parlor.Server.Terminal.Lines;

/// <summary>The terminal at the other end: what it is told line by line, and what it has shown of itself.</summary>
internal sealed class LineTerminal(ITextClient client)
{
    private bool _isTelnet;

    public ITextClient Client => client;

    /// <summary>Whether it speaks telnet: it wants CR LF, and hides what is typed when it is asked to.</summary>
    public bool IsTelnet => _isTelnet;

    /// <summary>Says a line, made harmless.</summary>
    public void Say(string line) => Write(SafeText.Line(line) + (IsTelnet ? "\r\n" : "\n"));

    /// <summary>Says what is wrong.</summary>
    public void Complain(string what) => Say("! " + what);

    /// <summary>Asks for something, which is typed behind it.</summary>
    public void Ask(string what, bool hidden = false)
    {
        Write(what + ": ");
        if (hidden && IsTelnet)
            client.Write(Telnet.Hide);
    }

    /// <summary>What was hidden has been typed.</summary>
    public void ShowAgain()
    {
        if (IsTelnet)
            client.Write(Telnet.Show);
    }

    /// <summary>What was typed, as text; null, and the client is told, when it is none.</summary>
    public string? Read(TextLine line)
    {
        if (line.IsTooLong)
        {
            Complain($"A line is at most {LineHandler.LongestLine / 1024} KiB long; nothing of this one was kept.");
            return null;
        }

        var bytes = Telnet.Strip(line.Bytes.Span, ref _isTelnet);
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            return Encoding.UTF8.GetString(bytes);
        Complain("That line is not UTF-8; nothing of it was kept.");
        return null;
    }

    private void Write(string text) => client.Write(Encoding.UTF8.GetBytes(text));
}
