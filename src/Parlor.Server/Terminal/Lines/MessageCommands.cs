using System.Globalization;
using Parlor.Server.Data;
using Parlor.Server.Messages;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Lines;

/// <summary>Commands about messages: those of the current room, and direct ones.</summary>
internal sealed class MessageCommands(
    OpenDirect openDirect, ReactToMessage react, EditMessage edit, DeleteMessage delete, MessageStore messages) : ILineCommands
{
    private const int UsualHistory = 20;

    /// <summary>Among so many last messages of a room one's own is looked for.</summary>
    private const int MostLookedThrough = 100;

    public IEnumerable<LineCommand> All =>
    [
        new("msg", "USER TEXT", "say something to one person alone", Direct),
        new("me", "TEXT", "say what you do: /me waves", Me),
        new("history", "[N]", "the last messages of this room", History),
        new("reply", "N TEXT", "answer message N; /numbers on shows them", Reply),
        new("react", "N EMOJI", "put an emoji under message N", React),
        new("edit", "TEXT", "give your last message here another text", Edit),
        new("anyway", "", "say what a filter has warned you of", (session, _) => session.Warning.Ignore()),
        new("delete", "", "delete your last message here", Delete),
    ];

    private async Task Direct(LineSession session, Arguments arguments)
    {
        session.RequireEverywhere();
        var (user, text) = (arguments.Word().TrimStart('@'), arguments.Text());
        var (room, _) = await openDirect.Execute(session.UserId, user);
        await session.Send(room.Id, text);
    }

    private static Task Me(LineSession session, Arguments arguments) => session.Send(session.RequireCurrent(), ActionText.Of(arguments.Text()));

    private static async Task History(LineSession session, Arguments arguments)
    {
        var count = arguments.IsEmpty ? UsualHistory : (int)Math.Min(arguments.Number(), int.MaxValue);
        if (await session.ShowHistory(count) == 0)
            session.Terminal.Say("Nothing has been said here yet.");
    }

    private static Task Reply(LineSession session, Arguments arguments)
    {
        var (number, text) = (arguments.Number(), arguments.Text());
        return session.Send(session.RequireCurrent(), text, number);
    }

    private Task React(LineSession session, Arguments arguments)
    {
        var (number, emoji) = (arguments.Number(), arguments.Word());
        return react.Add(session.UserId, session.RequireCurrent(), number, emoji);
    }

    private async Task Edit(LineSession session, Arguments arguments)
    {
        var (text, room, last) = (arguments.Text(), session.RequireCurrent(), await LastOwn(session));
        await session.Warning.Heed(warned => edit.Execute(session.UserId, room, last, text, warned));
    }

    private async Task Delete(LineSession session, Arguments arguments) =>
        await delete.Execute(session.UserId, session.RequireCurrent(), await LastOwn(session));

    private async Task<long> LastOwn(LineSession session)
    {
        var (room, me) = (session.Find(session.RequireCurrent()), Ids.Text(session.UserId));
        var page = await messages.Page(room.Id, Slice.From(null, null, null, MostLookedThrough), session.UserId);
        return page.Messages.LastOrDefault(message => string.Equals(message.Author.Id, me, StringComparison.Ordinal) && message.DeletedAt is null)?.Seq
            ?? throw Problem.NotFound(string.Create(CultureInfo.InvariantCulture, $"None of the last {MostLookedThrough} messages here is yours."));
    }
}
