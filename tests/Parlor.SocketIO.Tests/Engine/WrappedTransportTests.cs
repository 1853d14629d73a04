using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine;

/// <summary>Where something lies between Kestrel's pipe and the TCP socket, nothing may be written past it.</summary>
public sealed class WrappedTransportTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Over_TLS_everything_is_encrypted(bool connectionMode)
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await AssertEchoesAsync("wss", connectionMode, listen => listen.UseHttps(certificate), certificate.Thumbprint);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Through_connection_middleware_everything_passes_it(bool connectionMode)
    {
        var counted = new CountingPipe();
        await AssertEchoesAsync("ws", connectionMode, listen => listen.Use(next => connection =>
        {
            connection.Transport = counted.Wrap(connection.Transport);
            return next(connection);
        }));
        Assert.True(counted.Written > 50 * 1000, $"only {counted.Written} bytes passed the middleware");
    }

    private static async Task AssertEchoesAsync(
        string scheme, bool connectionMode, Action<ListenOptions> listen, string? thumbprint = null)
    {
        await using TestServer server = await TestServer.StartAsync(listen: options =>
        {
            listen(options);
            if (connectionMode)
                options.UseSocketIO();
        });
        server.Engine.OnConnection(connection =>
        {
            Assert.Equal(thumbprint is not null, connection.Handshake.IsSecure);
            Echo.To(connection);
        });
        using var client = new ClientWebSocket();
        client.Options.RemoteCertificateValidationCallback = (_, presented, _, _) =>
            string.Equals(presented?.GetCertHashString(), thumbprint, StringComparison.OrdinalIgnoreCase);
        await client.ConnectAsync(new Uri($"{scheme}://{server.Url.Authority}/engine.io/?EIO=4&transport=websocket"), default).Soon();
        byte[] buffer = new byte[16 * 1024];
        await client.ReceiveAsync(buffer, default).Soon();
        for (int i = 0; i < 50; i++)
        {
            string text = "4" + i + new string('x', 1000);
            await client.SendAsync(Encoding.ASCII.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, default).Soon();
            WebSocketReceiveResult result = await client.ReceiveAsync(buffer, default).Soon();
            Assert.Equal(text, Encoding.ASCII.GetString(buffer, 0, result.Count));
        }

        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, default).Soon();
    }

    private sealed class CountingPipe
    {
        private long _written;

        public long Written => Volatile.Read(ref _written);

        public IDuplexPipe Wrap(IDuplexPipe inner) => new Pipe(inner, new Writer(inner.Output, this));

        private sealed record Pipe(IDuplexPipe Inner, PipeWriter Output) : IDuplexPipe
        {
            public PipeReader Input => Inner.Input;
        }

        private sealed class Writer(PipeWriter inner, CountingPipe count) : PipeWriter
        {
            public override void Advance(int bytes)
            {
                Interlocked.Add(ref count._written, bytes);
                inner.Advance(bytes);
            }

            public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

            public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

            public override void CancelPendingFlush() => inner.CancelPendingFlush();

            public override void Complete(Exception? exception = null) => inner.Complete(exception);

            public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
                inner.FlushAsync(cancellationToken);
        }
    }
}
