using Parlor.Server.Accounts;
using Parlor.Server.Administration;

namespace Parlor.Server.Terminal.Lines;

/// <summary>What owners and admins of the server say to everybody.</summary>
internal sealed class AnnouncementCommands(Announce announce) : ILineCommands
{
    public IEnumerable<LineCommand> All => [new("announce", "TEXT", "tell everybody who is connected; for admins of the server", Tell)];

    private Task Tell(LineSession session, Arguments arguments)
    {
        session.RequireEverywhere();
        return announce.Execute(Administrator.Person(session.UserId), arguments.Text());
    }
}
