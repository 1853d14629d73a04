using System.Runtime.InteropServices;

namespace Parlor.Server.Terminal.Lines;

/// <summary>How somebody wants to see what happens in a room. Those who want it alike get the same bytes.</summary>
/// <param name="Label">What the room is called to them: <c>lobby</c>, or <c>@ada</c> for a direct conversation.</param>
/// <param name="Style">The rest of it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LineFormat(string Label, LineStyle Style)
{
    /// <summary>What labels of direct conversations begin with, and no name of a room can.</summary>
    public const char DirectSign = '@';

    public bool IsDirect => Label[0] == DirectSign;
}

/// <summary>What a client has switched on for itself.</summary>
[Flags]
internal enum LineStyle
{
    None = 0,

    /// <summary>Escape sequences for colours: it says that it is a terminal.</summary>
    Color = 1,

    /// <summary>Hours and minutes (UTC) before each line.</summary>
    Time = 2,

    /// <summary>The number of each message before it.</summary>
    Numbers = 4,

    /// <summary>Lines end with CR LF, as telnet wants them (RFC 854); else with LF.</summary>
    CrLf = 8,
}
