using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Parlor.Server.Data;

namespace Parlor.Server.Pictures;

/// <summary>
/// The pictures of people and rooms, as files in the data folder. Each gets a new name that nobody can guess, and is never changed: the
/// name is all that one needs to see it, as an <c>img</c> carries no access token, and it may be cached for ever.
/// </summary>
public sealed partial class PictureFiles(DataFolder folder)
{
    /// <summary>Where pictures are served.</summary>
    public const string Path = "/pictures/";

    /// <summary>The folder in the data folder.</summary>
    public const string Folder = "pictures";

    private const int NameBytes = 16;

    private readonly string _folder = folder.File(Folder);

    /// <summary>
    /// Keeps a picture (none takes the old one away), has <paramref name="store"/> put its address where it belongs, and then removes the
    /// one whose address stood there before.
    /// </summary>
    /// <param name="picture">The new one; null for none.</param>
    /// <param name="store">Stores the address and returns the one before it.</param>
    public async Task Replace(Picture? picture, Func<string?, Task<string?>> store)
    {
        var address = picture is null ? null : await Add(picture);
        string? before;
        try
        {
            before = await store(address);
        }
        catch (Problem refused) when (refused.Code != ProblemCode.Unavailable)
        {
            // An unavailable write may be stored all the same, and then its picture is needed.
            Remove(address);
            throw;
        }

        Remove(before);
    }

    /// <summary>Removes a picture that nothing refers to any more.</summary>
    public void Remove(string? address)
    {
        if (address is not null && address.StartsWith(Path, StringComparison.Ordinal) && FileOf(address[Path.Length..]) is { } file)
            File.Delete(file);
    }

    /// <summary>The addresses of pictures that were kept before a time.</summary>
    internal IEnumerable<string> Addresses(DateTimeOffset before) => !Directory.Exists(_folder)
        ? []
        : new DirectoryInfo(_folder).EnumerateFiles()
            .Where(file => file.LastWriteTimeUtc < before.UtcDateTime && Name().IsMatch(file.Name))
            .Select(file => Path + file.Name);

    /// <summary>The file of a picture, and its media type; null when there is none of that name.</summary>
    internal (string File, string MediaType)? Find(string name) =>
        FileOf(name) is { } file && File.Exists(file)
            ? (file, System.IO.Path.GetExtension(name) is ".jpg" ? "image/jpeg" : $"image/{System.IO.Path.GetExtension(name)[1..]}")
            : null;

    private async Task<string> Add(Picture picture)
    {
        var name = $"{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NameBytes))}.{picture.Extension}";
        Directory.CreateDirectory(_folder);
        await using var file = new FileStream(FileOf(name)!, FileMode.CreateNew, FileAccess.Write);
        await file.WriteAsync(picture.Bytes);
        file.Flush(flushToDisk: true);
        return Path + name;
    }

    private string? FileOf(string name) => Name().IsMatch(name) ? System.IO.Path.Combine(_folder, name) : null;

    [GeneratedRegex(@"^[A-Za-z0-9_-]{22}\.(png|jpg|webp)\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
