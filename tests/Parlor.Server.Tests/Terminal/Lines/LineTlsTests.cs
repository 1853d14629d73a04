using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Parlor.Server.Terminal;
using Parlor.Server.Terminal.Ports;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Lines;

/// <summary>TLS at the port that speaks plain text, too.</summary>
public sealed class LineTlsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parlor-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task One_port_takes_both_where_there_is_a_certificate()
    {
        var (certificate, key) = MakeCertificate();
        await using var server = await LineClient.StartServer(
            ("Kestrel:Certificates:Default:Path", certificate), ("Kestrel:Certificates:Default:KeyPath", key));
        await server.SignUp("ada");
        var address = server.Services.GetRequiredService<TextServer>().AddressOf("Line chat")!;

        using (var tcp = new TcpClient())
        {
            await tcp.ConnectAsync(address, TestContext.Current.CancellationToken);
            await using var tls = new SslStream(tcp.GetStream(), leaveInnerStreamOpen: false, (_, shown, _, _) => shown?.Subject is "CN=localhost");
            await tls.AuthenticateAsClientAsync("localhost");
            await tls.WriteAsync("/login ada correct horse battery\n/quit\n"u8.ToArray(), TestContext.Current.CancellationToken);
            using var reader = new StreamReader(tls, Encoding.UTF8);
            var said = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.Contains("Hello, ada. ", said, StringComparison.Ordinal);
            Assert.EndsWith("Goodbye.\n", said, StringComparison.Ordinal);
        }

        await using var eager = await LineClient.LogIn(server, "ada");
        await using var silent = await LineClient.Connect(server);
        // Its accept and its timer come in their own time; until then the clock goes on.
        var greeted = silent.Until("Name: ");
        while (!greeted.IsCompleted)
        {
            server.Clock.Advance(TlsOrPlain.Patience);
            await eager.Settle();
        }

        await greeted;
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_read_stops_the_start()
    {
        var wrong = await Assert.ThrowsAsync<SettingException>(() => LineClient.StartServer(
            ("Kestrel:Certificates:Default:Path", Path.Combine(_folder.FullName, "none.pem")), ("Kestrel:Certificates:Default:KeyPath", "none.key")));
        Assert.Contains("certificate", wrong.Message, StringComparison.Ordinal);
    }

    private (string Certificate, string Key) MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var (certificate, keyFile) = (Path.Combine(_folder.FullName, "chat.pem"), Path.Combine(_folder.FullName, "chat.key"));
        File.WriteAllText(certificate, made.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (certificate, keyFile);
    }
}
