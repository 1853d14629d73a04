using Microsoft.AspNetCore.Http.HttpResults;

namespace Parlor.Server.Pictures;

internal static class PicturesSetup
{
    public static void AddPictures(this IServiceCollection services)
    {
        services.AddSingleton<PictureFiles>();
        services.AddSingleton<PictureSweep>();
    }

    /// <summary>Once the database can be asked which pictures are needed, and before anybody can change one.</summary>
    public static void SweepPictures(this WebApplication app) => app.Services.GetRequiredService<PictureSweep>().Execute();

    /// <summary>Serves pictures to whoever knows their address.</summary>
    public static void MapPictures(this IEndpointRouteBuilder app) => app
        .MapGet(PictureFiles.Path + "{name}", Results<PhysicalFileHttpResult, NotFound> (string name, PictureFiles pictures, HttpContext context) =>
        {
            if (pictures.Find(name) is not var (file, mediaType))
                return TypedResults.NotFound();
            context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            // Should a browser ever take one for a page, that page can do nothing.
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            return TypedResults.PhysicalFile(file, mediaType);
        })
        .AllowAnonymous().ExcludeFromDescription();
}
