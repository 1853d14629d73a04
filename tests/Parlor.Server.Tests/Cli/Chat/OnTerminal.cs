using System.Text.Json;
using Parlor.Cli.Chat;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Cli.Chat;

/// <summary>Somebody with the terminal client, seen from behind its screen: their session, their connection, and what it tells.</summary>
internal sealed class OnTerminal : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _end = new();

    private OnTerminal(ChatApi api, string id, TimeProvider clock)
    {
        Api = api;
        Client = new ChatClient(api, id, clock, pause: _ => TimeSpan.Zero);
        Running = Client.Run(_end.Token);
    }

    public ChatApi Api { get; }

    public ChatClient Client { get; }

    /// <summary>Ends with the reason for which the connection is not kept any more.</summary>
    public Task Running { get; }

    /// <summary>Logs in, and stays connected.</summary>
    public static async Task<OnTerminal> LogIn(Uri server, string username, CredentialFile? file = null)
    {
        var credentials = await ChatApi.LogIn(server, username, "correct horse battery", () => "", CancellationToken.None);
        file?.Write(credentials);
        var api = new ChatApi(server, credentials, file);
        var me = await api.Get("/me", CancellationToken.None);
        return new OnTerminal(api, me.GetProperty("user").GetProperty("id").GetString()!, TimeProvider.System);
    }

    public Task<JsonElement> Call(string name, object body) => Client.Call(name, body, CancellationToken.None).WaitAsync(Patience);

    public Task<JsonElement> Say(string text) => Client.Send(new OutgoingMessage("lobby", text)).WaitAsync(Patience);

    /// <summary>The next update of that kind; others before it are passed over.</summary>
    public async Task<T> Next<T>()
        where T : ChatUpdate
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (await Client.Updates.ReadAsync(patience.Token) is T found)
                return found;
        }
    }

    /// <summary>The texts of the next messages that are told.</summary>
    public async Task<List<string>> Texts(int count)
    {
        var texts = new List<string>();
        while (texts.Count < count)
        {
            if (await Next<Happened>() is { Name: "receive_message", Body: var body })
                texts.Add(body.GetProperty("message").GetProperty("text").GetString()!);
        }

        return texts;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => Running.WaitAsync(Patience));
        await Client.DisposeAsync();
        Api.Dispose();
        _end.Dispose();
    }
}
