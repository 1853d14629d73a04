using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>What sign-up asks of invitations, which stand above accounts. Both are called in the write that stores the account.</summary>
public interface ISignUpInvitations
{
    /// <summary>Checks that the invitation counts.</summary>
    /// <exception cref="Problem"><c>invalid</c>, field <c>invite</c>: it does not.</exception>
    void Require(WriteTransaction transaction, string code);

    /// <summary>Takes somebody who has an account now to where the invitation leads.</summary>
    void Accept(WriteTransaction transaction, string code, Person newcomer);
}
