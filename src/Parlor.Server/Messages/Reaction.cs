using Parlor.Server.Accounts;

namespace Parlor.Server.Messages;

/// <summary>An emoji under a message, and who put it there.</summary>
/// <param name="Emoji">The emoji.</param>
/// <param name="Count">How many people did.</param>
/// <param name="Users">The first few of them, <see cref="ReactionStore.MostNamed"/> at most.</param>
/// <param name="Mine">
/// Whether whoever asked is among them. Missing in what goes out live, which is the same for everyone: it says who did it.
/// </param>
public sealed record Reaction(string Emoji, long Count, IReadOnlyList<Person> Users, bool? Mine)
{
    internal static IReadOnlyList<Reaction> ForEveryone(IReadOnlyList<Reaction> reactions) =>
        [.. reactions.Select(reaction => reaction with { Mine = null })];
}
