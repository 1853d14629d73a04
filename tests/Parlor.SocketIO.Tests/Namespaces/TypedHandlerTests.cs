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

    private static Task Later(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private sealed record Message(string Text);
}
