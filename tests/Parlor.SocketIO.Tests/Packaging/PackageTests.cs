using System.IO.Compression;
using System.Reflection.Metadata;
using System.Xml.Linq;

namespace Parlor.SocketIO.Tests.Packaging;

/// <summary>What is in the package, and what it says of itself.</summary>
public sealed class PackageTests(PackedLibrary library) : IClassFixture<PackedLibrary>
{
    // Portable PDB, "Embedded Source".
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    [Fact]
    public void It_has_the_library_its_documentation_and_the_licences()
    {
        using ZipArchive package = ZipFile.OpenRead(library.Find(".nupkg"));
        string[] expected =
        [
            "LICENSE", "Parlor.SocketIO.nuspec", "README.md",
            "lib/net10.0/Parlor.SocketIO.dll", "lib/net10.0/Parlor.SocketIO.xml", "licenses/socket.io-client/LICENSE",
        ];
        string[] own = ["_rels/", "package/", "[Content_Types].xml"];
        Assert.Equal(expected, package.Entries
            .Select(entry => entry.FullName)
            .Where(name => !Array.Exists(own, each => name.StartsWith(each, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_says_what_it_is_and_depends_on_ASP_NET_Core_alone()
    {
        using ZipArchive package = ZipFile.OpenRead(library.Find(".nupkg"));
        using Stream stream = package.GetEntry("Parlor.SocketIO.nuspec")!.Open();
        XElement metadata = XDocument.Load(stream).Root!.Elements().Single();
        Assert.Equal("Parlor.SocketIO", Of("id"));
        Assert.Equal(typeof(SocketIOServer).Assembly.GetName().Version!.ToString(3), Of("version"));
        Assert.Equal("MIT", Of("license"));
        Assert.Equal("README.md", Of("readme"));
        Assert.NotEmpty(Of("description"));
        Assert.NotEmpty(Of("authors"));
        Assert.NotEmpty(Of("tags"));
        Assert.Equal("Microsoft.AspNetCore.App", metadata.Descendants().Single(each => each.Name.LocalName is "frameworkReference").Attribute("name")!.Value);
        Assert.DoesNotContain(metadata.Descendants(), each => each.Name.LocalName is "dependency");

        string Of(string name) => metadata.Elements().Single(each => string.Equals(each.Name.LocalName, name, StringComparison.Ordinal)).Value;
    }

    [Fact]
    public void Its_symbols_carry_the_sources_that_were_made_while_compiling()
    {
        using ZipArchive package = ZipFile.OpenRead(library.Find(".snupkg"));
        using Stream stream = package.GetEntry("lib/net10.0/Parlor.SocketIO.pdb")!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(copy);
        MetadataReader symbols = provider.GetMetadataReader();
        string[] made = [.. symbols.Documents
            .Where(document => symbols.GetCustomDebugInformation(document)
                .Any(each => symbols.GetGuid(symbols.GetCustomDebugInformation(each).Kind) == EmbeddedSource))
            .Select(document => symbols.GetString(symbols.GetDocument(document).Name))];
        Assert.Contains(made, name => name.EndsWith("LoggerMessage.g.cs", StringComparison.Ordinal));
    }
}
