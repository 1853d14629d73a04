using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Parlor.Server.Accounts;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts;

/// <summary>Our tokens and those of the npm package <c>jose</c> are each other's.</summary>
public sealed class JoseTests(JoseTests.Jose jose) : IClassFixture<JoseTests.Jose>
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(Jwt.ShortestKey);

    [Fact]
    public async Task A_token_signed_here_is_valid_there()
    {
        const string Claims = """{"sub":"äöü 😀","exp":4102444800}""";
        var (exit, output) = await jose.Run("verify", Key, Jwt.Sign(Encoding.UTF8.GetBytes(Claims), Key));
        Assert.Equal(0, exit);
        Assert.Equal(Claims, output);
    }

    [Fact]
    public async Task A_token_signed_there_is_valid_here()
    {
        const string Claims = """{"sub":"äöü 😀","exp":4102444800}""";
        var (_, token) = await jose.Run("sign", Key, Claims);
        Assert.Equal(Claims, Encoding.UTF8.GetString(Jwt.Verify(token, Key)!));
    }

    [Fact]
    public async Task A_token_of_another_key_is_refused_there()
    {
        var (exit, _) = await jose.Run("verify", Key, Jwt.Sign("{}"u8, RandomNumberGenerator.GetBytes(Jwt.ShortestKey)));
        Assert.NotEqual(0, exit);
    }

    /// <summary>Runs <c>Interop/jose.mjs</c>, and sets its packages up where they are missing.</summary>
    public sealed class Jose : IAsyncLifetime
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
        private readonly string _folder = Path.Combine(Repository.Root, "tests", "Parlor.Server.Tests", "Accounts", "Interop");

        public async ValueTask InitializeAsync()
        {
            if (Directory.Exists(Path.Combine(_folder, "node_modules", "jose")))
                return;
            var (exit, output) = await Start("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            Assert.True(exit == 0, output);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public Task<(int Exit, string Output)> Run(string verb, byte[] key, string text) =>
            Start("node", "jose.mjs", verb, Base64Url.EncodeToString(key), text);

        private async Task<(int Exit, string Output)> Start(string program, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = _folder,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
            await errors.WaitAsync(Patience);
            await process.WaitForExitAsync().WaitAsync(Patience);
            return (process.ExitCode, output);
        }
    }
}
