using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>Who administers the server: an owner or admin of it, or its operator at a shell, whom the server trusts with everything.</summary>
public sealed class Administrator
{
    private Administrator(long? userId) => UserId = userId;

    public static Administrator Operator { get; } = new(userId: null);

    /// <summary>Whose account it is; null for the operator.</summary>
    public long? UserId { get; }

    public static Administrator Person(long userId) => new(userId);

    /// <summary>What they are on the server now, in the transaction; the operator is as an owner.</summary>
    /// <exception cref="Problem"><c>forbidden</c>: neither admin nor owner.</exception>
    internal Role Require(WriteTransaction transaction) => Checked(UserId is { } id ? ChangeServerRole.RoleOf(transaction, id) : Role.Owner);

    /// <summary>As <see cref="Require(WriteTransaction)"/>, for what is done to somebody: owners do it to all, admins to people of a lower role.</summary>
    /// <exception cref="Problem"><c>forbidden</c>; <c>not_found</c>: there is no such person.</exception>
    internal void RequireAbove(WriteTransaction transaction, long subjectId)
    {
        var mine = Require(transaction);
        if (mine != Role.Owner && ChangeServerRole.RoleOf(transaction, subjectId) >= mine)
            throw Problem.Forbidden("That can be done to people of a lower role only.");
    }

    /// <inheritdoc cref="Require(WriteTransaction)"/>
    internal async Task<Role> Require(People people, CancellationToken cancel = default) =>
        Checked(UserId is { } id ? await people.ServerRoleOf(id, cancel) : Role.Owner);

    private static Role Checked(Role role) =>
        role >= Role.Admin ? role : throw Problem.Forbidden("Only owners and admins of the server can do that.");
}
