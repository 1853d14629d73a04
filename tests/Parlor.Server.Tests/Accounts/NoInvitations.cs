using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Tests.Accounts;

/// <summary>For tests of the store alone, where nobody is invited.</summary>
internal sealed class NoInvitations : ISignUpInvitations
{
    public void Require(WriteTransaction transaction, string code) => throw new NotSupportedException();

    public void Accept(WriteTransaction transaction, string code, Person newcomer) => throw new NotSupportedException();
}
