using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Moderation;

/// <summary>The door to what is for owners and admins of the server alone.</summary>
public sealed class ServerAdmins(People people)
{
    /// <exception cref="Problem"><c>forbidden</c>.</exception>
    public async Task Require(long userId)
    {
        if (!await Includes(userId))
            throw Refusal();
    }

    /// <summary>Whether the person is one.</summary>
    public async Task<bool> Includes(long userId) => await people.ServerRoleOf(userId) >= Role.Admin;

    /// <summary><see cref="Require(long)"/> as of this transaction.</summary>
    /// <exception cref="Problem"><c>forbidden</c>.</exception>
    internal static Role Require(WriteTransaction transaction, long userId)
    {
        var role = RoleOf(transaction, userId);
        return role >= Role.Admin ? role : throw Refusal();
    }

    /// <summary>For what is done to somebody, who must be of a lower role.</summary>
    /// <exception cref="Problem"><c>forbidden</c>.</exception>
    internal static void RequireAbove(WriteTransaction transaction, long userId, long subjectId)
    {
        if (RoleOf(transaction, subjectId) >= Require(transaction, userId))
            throw Problem.Forbidden("That can be done to people of a lower role only.");
    }

    /// <inheritdoc cref="RequireAbove(WriteTransaction, long, long)"/>
    internal static void RequireAbove(WriteTransaction transaction, Administrator by, long subjectId)
    {
        if (by.UserId is { } userId)
            RequireAbove(transaction, userId, subjectId);
    }

    private static Role RoleOf(WriteTransaction transaction, long userId) =>
        transaction.QueryFirst("SELECT role FROM users WHERE id = $1", row => Wire.Parse<Role>(row.GetString(0)), Role.Guest, userId);

    private static Problem Refusal() => Problem.Forbidden("Only owners and admins of the server can do that.");
}
