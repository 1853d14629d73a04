namespace Parlor.Server.Accounts.Providers;

/// <summary>Parts an account from the one elsewhere that it signs in with, unless nothing else would let its person in.</summary>
public sealed class DisconnectAccount(ExternalAccountStore store, Confirmation confirmation)
{
    /// <exception cref="Problem"><c>not_found</c>; <c>conflict</c>; <c>forbidden</c>, field <c>confirmation</c>.</exception>
    public async Task Execute(Session caller, string provider)
    {
        await confirmation.Require(caller);
        await store.Disconnect(caller.UserId, provider);
    }
}
