using Parlor.Server.Accounts.Export;

namespace Parlor.Server.Friends;

/// <summary>Friends and requests, in a person's archive.</summary>
internal sealed class FriendsExport(FriendStore friends) : IExportPart
{
    public async Task Write(long userId, ExportArchive archive, CancellationToken cancel) =>
        await archive.Add("friends.json", await friends.Of(userId), FriendsJson.Wire.FriendList, cancel);
}
