using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Parlor.SocketIO.Engine.WebSockets;

namespace Parlor.SocketIO.Engine.Connections;

/// <summary>
/// A handshake and its answer without HTTP around them: as much of an <see cref="HttpContext"/> as it takes for the server to
/// treat it like any other. Nothing of it is needed once the WebSocket is open.
/// </summary>
internal sealed class HandshakeExchange : IHttpUpgradeFeature
{
    // Of an answer that opens a WebSocket, in bytes.
    private const int UsualHead = 256;

    private readonly HandshakeRequest _request;
    private readonly PipeWriter _output;
    private readonly DefaultHttpContext _context;
    private readonly HandshakeResponse _response = new();

    public HandshakeExchange(ConnectionContext connection, HandshakeRequest request, IServiceProvider services)
    {
        _request = request;
        _output = connection.Transport.Output;
        bool isSecure = connection.Features.Get<ITlsHandshakeFeature>() is not null;
        var features = new FeatureCollection(connection.Features);
        features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Protocol = HttpProtocol.Http11,
            Method = HttpMethods.Get,
            Scheme = isSecure ? "https" : "http",
            Path = request.Path,
            QueryString = request.QueryString,
            RawTarget = request.Path + request.QueryString,
            Headers = request.Headers,
        });
        features.Set<IQueryFeature>(new QueryFeature(request.Query));
        features.Set<IHttpConnectionFeature>(ConnectionOf(connection));
        features.Set<IHttpRequestLifetimeFeature>(new ConnectionLifetime(connection));
        features.Set<IHttpResponseFeature>(_response);
        features.Set<IHttpUpgradeFeature>(this);
        _context = new DefaultHttpContext(features) { ServiceScopeFactory = services.GetRequiredService<IServiceScopeFactory>() };
    }

    public bool IsUpgradableRequest => true;

    /// <summary>Has the server answer.</summary>
    /// <returns>The WebSocket that the handshake opened, to be run; null when it was refused.</returns>
    public async Task<WebSocketTransport?> AnswerAsync()
    {
        using var body = new MemoryStream();
        _context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        WebSocketTransport? webSocket = null;
        try
        {
            webSocket = await _request.Server.AnswerAsync(_context);
        }
        catch (Exception error) when (WebSocketTransport.IsConnectionLoss(error) || error is SocketException)
        {
            // The client did not wait for its answer.
            _context.Abort();
            return null;
        }
        catch (Exception error)
        {
            _request.Server.Log.HandlerFailed(error, "handshake");
            _response.StatusCode = StatusCodes.Status500InternalServerError;
            _response.Headers.Clear();
            body.SetLength(0);
        }

        if (!_response.HasStarted)
            await RefuseAsync(body);
        await _response.CompleteAsync();
        return webSocket;
    }

    /// <summary>Answers 101. What is returned takes what is to be sent; what comes is read from the connection's pipe.</summary>
    /// <returns>
    /// <see cref="Stream.Null"/> if the answer went straight to the TCP socket, and so everything may: the pipe is still empty.
    /// </returns>
    public async Task<Stream> UpgradeAsync()
    {
        _response.StatusCode = StatusCodes.Status101SwitchingProtocols;
        _response.Headers.Connection = "Upgrade";
        ReadOnlyMemory<byte> head = await HeadAsync();
        if (_request.Server.Options.DirectSend && SocketFrameSink.FindSocket(_context) is { } socket)
        {
            // Nothing was ever sent there, so there is room for this. A socket that has sent asynchronously keeps what that took.
            socket.Blocking = false;
            return socket.Send(head.Span) == head.Length ? Stream.Null : throw new IOException("There was no room for the answer.");
        }

        await _output.WriteAsync(head);
        return _output.AsStream(leaveOpen: true);
    }

    private async Task RefuseAsync(MemoryStream body)
    {
        _response.Headers.Connection = "close";
        _response.Headers.ContentLength = body.Length;
        _output.Write((await HeadAsync()).Span);
        await _output.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length));
    }

    private async Task<ReadOnlyMemory<byte>> HeadAsync()
    {
        await _response.PrepareAsync();
        int status = _response.StatusCode;
        var head = new ArrayBufferWriter<byte>(UsualHead);
        Append(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} "));
        Append(ReasonPhrases.GetReasonPhrase(status));
        Append("\r\n");
        foreach ((string name, StringValues values) in _response.Headers)
        {
            foreach (string? value in values)
            {
                Append(name);
                Append(": ");
                Append(Checked(value));
                Append("\r\n");
            }
        }

        _response.Start();
        Append("\r\n");
        return head.WrittenMemory;

        void Append(string? text) => Encoding.ASCII.GetBytes(text, head);
    }

    // The application may have added headers with what a client said.
    private static string? Checked(string? value) => value.AsSpan().ContainsAnyExceptInRange(' ', '~')
        ? throw new InvalidOperationException("A header of the answer has characters that none may have.")
        : value;

    private static HttpConnectionFeature ConnectionOf(ConnectionContext connection)
    {
        var (remote, local) = (connection.RemoteEndPoint as IPEndPoint, connection.LocalEndPoint as IPEndPoint);
        return new HttpConnectionFeature
        {
            ConnectionId = connection.ConnectionId,
            RemoteIpAddress = remote?.Address,
            RemotePort = remote?.Port ?? 0,
            LocalIpAddress = local?.Address,
            LocalPort = local?.Port ?? 0,
        };
    }
}
