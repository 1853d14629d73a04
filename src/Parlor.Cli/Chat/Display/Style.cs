namespace Parlor.Cli.Chat;

/// <summary>The sixteen colours that every terminal lets its user choose; the rest would fight with their background.</summary>
internal enum Ink : byte
{
    Default,
    Red,
    Green,
    Yellow,
    Blue,
    Magenta,
    Cyan,
}

/// <summary>How a cell looks. What matters is never told by the colour alone.</summary>
internal readonly record struct Style(Ink Ink = Ink.Default, bool Bold = false, bool Dim = false, bool Reverse = false)
{
    public static readonly Style Plain;
    public static readonly Style Quiet = new(Dim: true);
    public static readonly Style Strong = new(Bold: true);
    public static readonly Style Bar = new(Reverse: true);
    public static readonly Style Warning = new(Ink.Red, Bold: true);

    /// <summary>The attributes as parameters of SGR (ECMA-48, 8.3.117), after a reset.</summary>
    public string Sgr(bool colour)
    {
        var codes = "\e[0";
        if (Bold)
            codes += ";1";
        if (Dim)
            codes += ";2";
        if (Reverse)
            codes += ";7";
        if (colour && Ink != Ink.Default)
            codes += $";{30 + (int)Ink}";
        return codes + "m";
    }
}
