using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Parlor.Server.Data;
using Parlor.Server.Http;

namespace Parlor.Server.Accounts;

/// <summary>Accounts and people over HTTP.</summary>
internal static class AccountsApi
{
    /// <summary>Bytes of a body at most: the longest names and password, however they are escaped.</summary>
    public const int LargestBody = 16 * 1024;

    public static void MapAccountsApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").WithTags("Accounts").WithMetadata(new RequestSizeLimitAttribute(LargestBody));

        api.MapGet("/server", Server).AllowAnonymous().WithName("getServer")
            .WithSummary("What a visitor has to know before signing up.");

        api.MapPost("/accounts", SignUp).AllowAnonymous().AddEndpointFilter<SameOrigin>().WithName("signUp")
            .WithSummary("Makes an account and logs it in; the first one becomes the server's owner.")
            .WithProblems(StatusCodes.Status400BadRequest)
            .WithProblems(StatusCodes.Status403Forbidden)
            .WithProblems(StatusCodes.Status409Conflict)
            .WithProblems(StatusCodes.Status429TooManyRequests);

        api.MapGet("/users", Search).WithName("findUsers")
            .WithSummary("People whose name begins with the query, at most 20.")
            .WithProblems(StatusCodes.Status401Unauthorized);

        api.MapPut("/users/{user}/role", PutRole).WithName("putServerRole")
            .WithSummary("Gives a person a role on the whole server; for its owners and admins.")
            .WithProblems(StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden)
            .WithProblems(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);

        api.MapGet("/users/{user}", User).WithName("getUser").WithSummary("A person and their profile, by id or username.")
            .WithProblems(StatusCodes.Status401Unauthorized)
            .WithProblems(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<ServerAnswer>> Server(UserStore users, LiveSettings settings, CancellationToken cancel)
    {
        var hasAccounts = await users.HasAny(cancel);
        var providers = settings.Now.SignIn.Providers.Select(provider => new ProviderBody(provider.Id, provider.Name));
        return TypedResults.Ok(new ServerAnswer(settings.Now.Name, hasAccounts, hasAccounts ? settings.Now.SignUp : "open", [.. providers]));
    }

    private static async Task<Created<SignedInAnswer>> SignUp(SignUpRequest request, SignUp signUp, HttpContext context)
    {
        var signedIn = await signUp.Execute(
            new NewAccount(request.Username, request.Password, request.DisplayName, request.Email, request.Invite), Client.Of(context));
        RefreshCookie.Write(context, signedIn.Session);
        return TypedResults.Created("/api/v1/me", SignedInAnswer.Of(signedIn));
    }

    private static async Task<Ok<PeopleAnswer>> Search(
        ClaimsPrincipal caller, People people, IGuestSight guests, CancellationToken cancel, string query = "") =>
        TypedResults.Ok(new PeopleAnswer(await people.ServerRoleOf(caller.UserId(), cancel) == Role.Guest
            ? await guests.Search(caller.UserId(), query, cancel)
            : await people.Search(query, cancel)));

    private static async Task<NoContent> PutRole(string user, PutServerRoleRequest request, ClaimsPrincipal caller, ChangeServerRole change)
    {
        await change.Execute(Administrator.Person(caller.UserId()), user, request.Role);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<ProfileAnswer>> User(
        string user, ClaimsPrincipal caller, People people, IGuestSight guests, Profiles profiles, CancellationToken cancel)
    {
        var (person, callerId) = (people.Find(user), caller.UserId());
        if (person is null || (await people.ServerRoleOf(callerId, cancel) == Role.Guest && !await Knows(guests, callerId, Ids.Parse(person.Id))))
            throw Problem.NotFound("There is no such user.");
        return TypedResults.Ok(new ProfileAnswer(person, await profiles.Get(Ids.Parse(person.Id))));
    }

    private static async Task<bool> Knows(IGuestSight guests, long guestId, long userId) =>
        (await guests.Among(guestId, [userId])).Contains(userId);
}

/// <summary>Signs up.</summary>
internal sealed record SignUpRequest
{
    /// <summary>2 to 32 of a–z, 0–9, - and _; capitals are folded.</summary>
    [Required]
    public string Username { get; init; } = "";

    /// <summary>8 to 512 characters, and not one of the most used passwords.</summary>
    [Required]
    public string Password { get; init; } = "";

    /// <summary>The name that people read, 1 to 64 characters; the username when left out.</summary>
    public string? DisplayName { get; init; }

    public string? Email { get; init; }

    /// <summary>The code of an invitation: the new account is a member of its room at once.</summary>
    public string? Invite { get; init; }
}

internal sealed record PutServerRoleRequest(Role? Role);

/// <summary>An account as its own person sees it.</summary>
internal sealed record Account(
    string Id,
    string Username,
    string DisplayName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? AvatarUrl,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Email,
    Role Role,
    Timestamp CreatedAt)
{
    public static Account Of(User user) => new(
        Ids.Text(user.Id),
        user.Username,
        user.DisplayName,
        user.AvatarUrl,
        user.Email,
        user.Role,
        new Timestamp(user.CreatedAt.ToUnixTimeMilliseconds()));
}

internal sealed record ProfileAnswer(Person User, Profile Profile);

internal sealed record PersonAnswer(Person User);

internal sealed record PeopleAnswer(IReadOnlyList<Person> Users);

/// <param name="Name">What the server calls itself.</param>
/// <param name="HasAccounts">Whether it has an owner; the first to sign up becomes it.</param>
/// <param name="SignUp"><c>open</c>, <c>invitation</c> or <c>closed</c>.</param>
/// <param name="Providers">Where people can have an account to sign in with.</param>
internal sealed record ServerAnswer(string Name, bool HasAccounts, string SignUp, IReadOnlyList<ProviderBody> Providers);

internal sealed record ProviderBody(string Id, string Name);
