using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine.WebSockets;

/// <summary>RFC 6455, section 9.1, and RFC 7692, sections 5 and 7.1: what is agreed on from what is offered.</summary>
public sealed class ExtensionNegotiationTests
{
    private const string Accepted = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    [Theory]
    [InlineData("permessage-deflate", Accepted)]
    [InlineData("permessage-deflate; client_max_window_bits", Accepted)]
    [InlineData("permessage-deflate; client_max_window_bits=8", Accepted)]
    [InlineData("permessage-deflate; client_max_window_bits=\"10\"", Accepted)]
    [InlineData("permessage-deflate; server_no_context_takeover; client_no_context_takeover", Accepted)]
    [InlineData("permessage-deflate;server_max_window_bits=15", Accepted + "; server_max_window_bits=15")]
    [InlineData("x-webkit-deflate-frame, permessage-deflate", Accepted)]
    [InlineData("bbf-usp-protocol; eid=\"self\", permessage-deflate", Accepted)]
    [InlineData("permessage-deflate; server_max_window_bits=10, permessage-deflate", Accepted)]
    [InlineData("permessage-deflate; unknown, permessage-deflate; server_max_window_bits=15", Accepted + "; server_max_window_bits=15")]
    [InlineData(",, permessage-deflate ,", Accepted)]
    [InlineData("permessage-deflate\r\nSec-WebSocket-Extensions: other", Accepted)]
    public async Task The_first_offer_that_can_be_honoured_is_taken(string offered, string answer)
    {
        await using TestServer server = await EchoServer.StartDeflatingAsync();
        using RawWebSocket webSocket = await OfferAsync(server, offered);
        Assert.Contains($"\r\nSec-WebSocket-Extensions: {answer}\r\n", webSocket.ResponseHead, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("permessage-bzip2")]
    [InlineData("permessage-deflate=1")]
    [InlineData("permessage-deflate; unknown")]
    [InlineData("permessage-deflate; server_no_context_takeover=1")]
    [InlineData("permessage-deflate; client_no_context_takeover=true")]
    [InlineData("permessage-deflate; client_no_context_takeover; client_no_context_takeover")]
    [InlineData("permessage-deflate; server_max_window_bits")]
    [InlineData("permessage-deflate; server_max_window_bits=8")]
    [InlineData("permessage-deflate; server_max_window_bits=14")]
    [InlineData("permessage-deflate; server_max_window_bits=16")]
    [InlineData("permessage-deflate; server_max_window_bits=015")]
    [InlineData("permessage-deflate; server_max_window_bits=15; server_max_window_bits=15")]
    [InlineData("permessage-deflate; client_max_window_bits=7")]
    [InlineData("permessage-deflate; client_max_window_bits=16")]
    [InlineData("permessage-deflate; client_max_window_bits=09")]
    [InlineData("permessage-deflate; client_max_window_bits=abc")]
    public async Task An_offer_that_cannot_be_honoured_is_declined_and_the_connection_works_without(string offered)
    {
        await using TestServer server = await EchoServer.StartDeflatingAsync();
        using RawWebSocket webSocket = await OfferAsync(server, offered);
        await AssertEchoesUncompressedAsync(webSocket);
    }

    [Theory]
    [InlineData("permessage-deflate;")]
    [InlineData("permessage-deflate; =1")]
    [InlineData("permessage-deflate; client_max_window_bits=")]
    [InlineData("permessage deflate")]
    [InlineData("permessage-deflate; a=\"b,c\"")]
    [InlineData("permessage-deflate, \"x\"")]
    public async Task A_malformed_header_fails_the_handshake(string offered)
    {
        await using TestServer server = await EchoServer.StartDeflatingAsync();
        using RawWebSocket webSocket = await RawWebSocket.HandshakeAsync(
            server.Url, EchoServer.Path, extraHeaders: $"Sec-WebSocket-Extensions: {offered}\r\n");
        Assert.StartsWith("HTTP/1.1 400", webSocket.ResponseHead, StringComparison.Ordinal);
        Assert.Equal(0, server.Engine.ConnectionCount);
    }

    [Fact]
    public async Task Nothing_is_agreed_on_unless_the_server_wants_it()
    {
        await using TestServer server = await EchoServer.StartAsync();
        using RawWebSocket webSocket = await OfferAsync(server, "permessage-deflate");
        await AssertEchoesUncompressedAsync(webSocket);
    }

    private static Task<RawWebSocket> OfferAsync(TestServer server, string offered) =>
        RawWebSocket.ConnectAsync(server.Url, EchoServer.Path, $"Sec-WebSocket-Extensions: {offered}\r\n");

    private static async Task AssertEchoesUncompressedAsync(RawWebSocket webSocket)
    {
        Assert.DoesNotContain("Sec-WebSocket-Extensions", webSocket.ResponseHead, StringComparison.Ordinal);
        Assert.StartsWith("0{", await webSocket.ReadTextAsync(), StringComparison.Ordinal);
        string text = "4" + new string('x', 5000);
        await webSocket.SendTextAsync(text);
        Assert.Equal(text, await webSocket.ReadTextAsync());
    }
}
