using Parlor.Server.Accounts;
using Parlor.Server.Realtime;

namespace Parlor.Server.Invitations;

internal static class InvitationsSetup
{
    public static void AddInvitations(this IServiceCollection services)
    {
        services.AddSingleton<InvitationStore>();
        services.AddSingleton<ServerInvitationStore>();
        services.AddSingleton<InviteToServer>();
        services.AddSingleton<InviteToRoom>();
        services.AddSingleton<AcceptInvitation>();
        services.AddSingleton<ISignUpInvitations>(provider => provider.GetRequiredService<AcceptInvitation>());
        services.AddSingleton<IClientEvents, InvitationSocketEvents>();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, InvitationsJson.Wire));
    }
}
