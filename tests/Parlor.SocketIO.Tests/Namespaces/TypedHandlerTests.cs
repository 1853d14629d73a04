using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Namespaces;

public sealed class TypedHandlerTests
{
    [Theory]
    [InlineData("""420["one","a"]""", "430[]")]
    [InlineData("""420["two","a",1]""", "430[]")]
    [InlineData("""420["three","a",1,true]""", "430[]")]
    [InlineData("""420["answer","a"]""", """430["a!"]""")]
    [InlineData("""420["answer later","a"]""", """430["a!"]""")]
    [InlineData("""420["answer two","a",3]""", """430["aaa"]""")]
    [InlineData("""420["answer two later","a",3]""", """430["aaa"]""")]
    [InlineData("""420["answer three",{"text":"x"},2,null]""", """430[{"text":"x2"}]""")]
    [InlineData("""420["answer"]""", """430["!"]""")]
    [InlineData("""420["answer",{"no":"string"}]""", """430[{"error":"invalid arguments"}]""")]
    [InlineData("""420["answer two","a","no number"]""", """430[{"error":"invalid arguments"}]""")]
    [InlineData("""420["fails","a"]""", """430[{"error":"internal error"}]""")]
    [InlineData("""420["fails later","a"]""", """430[{"error":"internal error"}]""")]
    public async Task Arguments_become_parameters_and_the_result_the_acknowledgement(string packet, string answer)
    {
        await using TestServer server = await TestServer.StartAsync();
        server.IO.OnConnection(socket =>
        {
            int called = 0;
            socket.On("one", (string _) => { called++; });
            socket.On("two", (string _, int _) => Later(() => called++));
            socket.On("three", (string _, int _, bool _) => { called++; });
            socket.On("answer", (string? text) => text + "!");
            socket.On("answer later", async (string text) =>
            {
                await Task.Yield();
                return text + "!";
            });
            socket.On("answer two", (string text, int times) => string.Concat(Enumerable.Repeat(text, times)));
            socket.On("answer two later", (string text, int times) => Task.FromResult(string.Concat(Enumerable.Repeat(text, times))));
            socket.On("answer three", (Message message, int number, string? _) => Task.FromResult(new Message(message.Text + number)));
            socket.On("fails", (Func<string, string>)(_ => throw new InvalidOperationException("secret")));
            socket.On("fails later", async (string _) =>
            {
                await Task.Yield();
                throw new InvalidOperationException("secret");
            });
            // Those that return nothing acknowledge nothing; this shows that they ran.
            socket.OnAny(e => called = 0);
            foreach (string name in (string[])["one", "two", "three"])
                socket.On(name, e => e.Ack!.Send(called == 1 ? [] : ["not called"]));
        });
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync(packet);
        Assert.Equal(answer, await webSocket.ReadTextAsync());
    }

    [Fact]
    public async Task A_handler_added_by_Once_is_called_for_one_event_whatever_it_takes_and_returns()
    {
        await using TestServer server = await TestServer.StartAsync();
        var seen = new List<int>();
        server.IO.OnConnection(socket =>
        {
            socket.Once("a", () => seen.Add(1));
            socket.Once("a", () => Later(() => seen.Add(2)));
            socket.Once("a", () => Seen(3));
            socket.Once("a", () => Task.FromResult(Seen(4)));
            socket.Once("a", (string _) => seen.Add(5));
            socket.Once("a", (string _) => Later(() => seen.Add(6)));
            socket.Once("a", (string _) => Seen(7));
            socket.Once("a", (string _) => Task.FromResult(Seen(8)));
            socket.Once("a", (string _, SocketEvent _) => Later(() => seen.Add(9)));
            socket.Once("a", (string _, SocketEvent _) => Task.FromResult(Seen(10)));
            socket.Once("a", (string _, int _) => seen.Add(11));
            socket.Once("a", (string _, int _) => Later(() => seen.Add(12)));
            socket.Once("a", (string _, int _) => Seen(13));
            socket.Once("a", (string _, int _) => Task.FromResult(Seen(14)));
            socket.Once("a", (string _, int _, bool _) => seen.Add(15));
            socket.Once("a", (string _, int _, bool _) => Later(() => seen.Add(16)));
            socket.Once("a", (string _, int _, bool _) => Seen(17));
            socket.Once("a", (string _, int _, bool _) => Task.FromResult(Seen(18)));
            socket.On("end", () => seen.Count);
        });
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync("""420["a","b",1,true]""");
        Assert.Equal("430[3]", await webSocket.ReadTextAsync());
        await webSocket.SendTextAsync("""421["a","b",1,true]""");
        await webSocket.SendTextAsync("""422["end"]""");
        Assert.Equal("432[18]", await webSocket.ReadTextAsync());
        Assert.Equal(Enumerable.Range(1, 18), seen);

        int Seen(int number)
        {
            seen.Add(number);
            return number;
        }
    }

    private static Task Later(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private sealed record Message(string Text);
}
