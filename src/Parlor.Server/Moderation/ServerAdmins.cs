using Parlor.Server.Accounts;

namespace Parlor.Server.Moderation;

/// <summary>The door to what is for owners and admins of the server alone.</summary>
public sealed class ServerAdmins(People people)
{
    /// <exception cref="Problem"><c>forbidden</c>.</exception>
    public async Task Require(long userId)
    {
        if (await people.ServerRoleOf(userId) < Role.Admin)
            throw Problem.Forbidden("Only owners and admins of the server can do that.");
    }
}
