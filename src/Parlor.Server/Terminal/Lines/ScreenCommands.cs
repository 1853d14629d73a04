namespace Parlor.Server.Terminal.Lines;

/// <summary>Commands about what is shown, and the end of it.</summary>
internal sealed class ScreenCommands(Lazy<LineCommandTable> commands) : ILineCommands
{
    public IEnumerable<LineCommand> All =>
    [
        new("time", "on|off", "show hours and minutes (UTC) before each line", Switch(LineStyle.Time)),
        new("numbers", "on|off", "show the number of each message", Switch(LineStyle.Numbers)),
        new("color", "on|off", "show colours, if your terminal can", Switch(LineStyle.Color)),
        new("help", "", "this list", Help),
        new("quit", "", "go", Quit),
    ];

    private static Func<LineSession, Arguments, Task> Switch(LineStyle style) => (session, arguments) =>
    {
        var connection = session.Connection;
        connection.Style = arguments.OnOrOff() ? connection.Style | style : connection.Style & ~style;
        return Task.CompletedTask;
    };

    private Task Help(LineSession session, Arguments arguments)
    {
        session.Terminal.Say("What you type is said in the current room. Lines that begin with / are commands, and with // begin with one /:");
        foreach (var line in commands.Value.Help)
            session.Terminal.Say("  " + line);
        return Task.CompletedTask;
    }

    private static Task Quit(LineSession session, Arguments arguments)
    {
        session.Terminal.Say("Goodbye.");
        session.Terminal.Client.Close();
        return Task.CompletedTask;
    }
}
