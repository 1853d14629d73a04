using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Parlor.Server.Terminal.Ports;

/// <summary>The certificate that text protocols show: the one that Kestrel shows for HTTPS, <c>Kestrel:Certificates:Default</c>.</summary>
internal static class TextCertificate
{
    private const string Section = "Kestrel:Certificates:Default";

    /// <summary>What TLS is spoken with; null where no certificate is configured.</summary>
    /// <exception cref="SettingException">It cannot be read.</exception>
    public static HttpsConnectionAdapterOptions? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (section["Path"] is not { Length: > 0 } path)
            return null;
        // A relative one counts from the program's folder, as Kestrel has it.
        path = Path.Combine(AppContext.BaseDirectory, path);
        try
        {
            return section["KeyPath"] is { Length: > 0 } key
                ? FromPem(path, Path.Combine(AppContext.BaseDirectory, key), section["Password"])
                : new HttpsConnectionAdapterOptions { ServerCertificate = X509CertificateLoader.LoadPkcs12FromFile(path, section["Password"]) };
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new SettingException(Section, $"the certificate cannot be read ({wrong.Message})");
        }
    }

    private static HttpsConnectionAdapterOptions FromPem(string path, string key, string? password)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(path);
        return new HttpsConnectionAdapterOptions
        {
            ServerCertificate = password is null
                ? X509Certificate2.CreateFromPemFile(path, key)
                : X509Certificate2.CreateFromEncryptedPemFile(path, password, key),
            ServerCertificateChain = chain,
        };
    }
}
