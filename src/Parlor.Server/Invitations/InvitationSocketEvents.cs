using Parlor.Server.Realtime;
using Parlor.Server.Rooms;

namespace Parlor.Server.Invitations;

/// <summary>Invitations over Socket.IO: <c>create_invitation</c>, <c>revoke_invitation</c>, <c>accept_invitation</c>.</summary>
internal sealed class InvitationSocketEvents(InviteToRoom invite, AcceptInvitation accept) : IClientEvents
{
    public void AddTo(ClientEvents events)
    {
        var json = InvitationsJson.Wire;
        events.On("create_invitation", json.CreateInvitationRequest, json.CreatedAnswer, async (connection, request) =>
            new CreatedAnswer(await invite.Create(
                connection.UserId, request.Room, new InvitationTerms(request.ExpiresInSeconds, request.MaxUses))));

        events.On("revoke_invitation", json.InvitationRequest, RealtimeJson.Wire.DoneAnswer, async (connection, request) =>
        {
            await invite.Revoke(connection.UserId, request.Code);
            return DoneAnswer.Instance;
        });

        events.On("accept_invitation", json.InvitationRequest, RoomsJson.Wire.JoinedAnswer, async (connection, request) =>
        {
            var room = await accept.Execute(connection.UserId, request.Code);
            return new JoinedAnswer(room, room.LastSeq);
        });
    }
}

internal sealed record CreateInvitationRequest(string? Room, int? ExpiresInSeconds, int? MaxUses);

internal sealed record InvitationRequest(string? Code);

internal sealed record CreatedAnswer(Invitation Invitation)
{
    public bool Ok { get; } = true;
}
