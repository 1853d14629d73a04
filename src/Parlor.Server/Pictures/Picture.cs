using Microsoft.AspNetCore.Mvc;

namespace Parlor.Server.Pictures;

/// <summary>A picture that somebody sent, of a format that every browser shows.</summary>
public sealed class Picture
{
    /// <summary>Bytes at most.</summary>
    public const int LargestFile = 512 * 1024;

    /// <summary>Pixels of width and of height at most.</summary>
    public const int LargestSide = 1024;

    private Picture(byte[] bytes, string extension)
    {
        Bytes = bytes;
        Extension = extension;
    }

    internal byte[] Bytes { get; }

    /// <summary><c>png</c>, <c>jpg</c> or <c>webp</c>, as the bytes have it, whatever their sender called them.</summary>
    internal string Extension { get; }

    /// <summary>Reads a body that is a picture.</summary>
    /// <exception cref="Problem">Field <c>body</c>: <c>invalid</c>: not one; <c>too_large</c>: more bytes or pixels than allowed.</exception>
    public static async Task<Picture> Read(Stream body, CancellationToken cancel)
    {
        // Kestrel ends the reading of a longer one; see AcceptsPicture.
        using var bytes = new MemoryStream();
        await body.CopyToAsync(bytes, cancel);
        return Check(bytes.ToArray());
    }

    /// <inheritdoc cref="Read"/>
    internal static Picture Check(byte[] bytes)
    {
        if (PictureFormat.Of(bytes) is not var (extension, width, height) || width < 1 || height < 1)
            throw Problem.Invalid("body", "This is not a picture in PNG, JPEG or WebP.");
        return width <= LargestSide && height <= LargestSide
            ? new Picture(bytes, extension)
            : throw Problem.TooLarge("body", $"A picture has {LargestSide} by {LargestSide} pixels at most.");
    }
}

internal static class PictureEndpoints
{
    /// <summary>Says that a call's body is a picture.</summary>
    public static RouteHandlerBuilder AcceptsPicture(this RouteHandlerBuilder call) => call
        .Accepts<Stream>("image/png", "image/jpeg", "image/webp")
        .WithMetadata(new RequestSizeLimitAttribute(Picture.LargestFile));
}
