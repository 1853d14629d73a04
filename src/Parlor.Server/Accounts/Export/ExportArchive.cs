using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Parlor.Server.Accounts.Export;

/// <summary>A zip archive that is sent while it is written: nothing of it is kept, however much it holds.</summary>
public sealed class ExportArchive(ZipArchive zip)
{
    /// <summary>A file of JSON.</summary>
    public async Task Add<T>(string name, T content, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        await using var file = await zip.CreateEntry(name).OpenAsync(cancel);
        await JsonSerializer.SerializeAsync(file, content, type, cancel);
    }

    /// <summary>A file of JSON that holds a list, written as it comes.</summary>
    public async Task AddList<T>(string name, IAsyncEnumerable<T> items, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        await using var file = await zip.CreateEntry(name).OpenAsync(cancel);
        var separator = "[\n"u8.ToArray();
        await foreach (var item in items.WithCancellation(cancel))
        {
            await file.WriteAsync(separator, cancel);
            await file.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(item, type), cancel);
            separator = ",\n"u8.ToArray();
        }

        await file.WriteAsync(separator is [(byte)'[', ..] ? "[]\n"u8.ToArray() : "\n]\n"u8.ToArray(), cancel);
    }

    /// <summary>A file as it lies on the disk.</summary>
    public async Task AddFile(string name, string path, CancellationToken cancel)
    {
        await using var source = File.OpenRead(path);
        await using var file = await zip.CreateEntry(name, CompressionLevel.NoCompression).OpenAsync(cancel);
        await source.CopyToAsync(file, cancel);
    }
}
