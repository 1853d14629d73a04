namespace Parlor.Demo.Story;

/// <summary>Has people play a scene: who takes which role, and who says what when.</summary>
internal static class Player
{
    /// <summary>Plays a scene in a place.</summary>
    /// <param name="scene">What is said.</param>
    /// <param name="place">Where.</param>
    /// <param name="begin">When the first line is said.</param>
    /// <param name="people">Who is there.</param>
    /// <param name="dice">Chance.</param>
    /// <param name="pause">How long until a line is said after the one before it.</param>
    public static IEnumerable<Act> Play(
        Scene scene, Place place, DateTimeOffset begin, IReadOnlyList<CastMember> people, Dice dice, Func<string, Dice, TimeSpan> pause)
    {
        var roles = Roles(scene, begin, people, dice);
        var words = new Words(roles, dice);
        var said = new Says?[scene.Lines.Count];
        var at = begin;
        for (var i = 0; i < said.Length; i++)
        {
            var line = scene.Lines[i];
            if (line.IsMaybe && !dice.Chance(0.5))
                continue;
            var text = words.Fill(line.Text);
            at += i == 0 ? TimeSpan.Zero : pause(text, dice);
            var answered = line.ReplyTo is { } number ? said[number] : null;
            var says = said[i] = new Says(at, place, roles[line.By], text, answered);
            yield return says;
            foreach (var act in Aftermath(line, says, roles, words, dice))
                yield return act;
        }
    }

    /// <summary>What becomes of a message: reactions within minutes, a better wording or second thoughts within one.</summary>
    private static IEnumerable<Act> Aftermath(Line line, Says says, Dictionary<char, CastMember> roles, Words words, Dice dice)
    {
        foreach (var (emoji, by) in line.Reactions)
        {
            foreach (var role in by)
                yield return new Reacts(says.At.AddSeconds(dice.Between(4, 420)), says, roles[role], emoji);
        }

        if (line.EditedTo is { } better)
            yield return new Edits(says.At.AddSeconds(dice.Between(8, 50)), says, words.Fill(better));
        if (line.IsDeleted)
            yield return new Deletes(says.At.AddSeconds(dice.Between(5, 30)), says);
    }

    private static Dictionary<char, CastMember> Roles(Scene scene, DateTimeOffset at, IReadOnlyList<CastMember> people, Dice dice)
    {
        // Some talk more than others, and who is asleep talks least.
        var order = people.Select(person => (person, Rank: dice.Fraction() * Weight(person, at))).OrderByDescending(one => one.Rank).Select(one => one.person).ToList();
        var roles = new Dictionary<char, CastMember>();
        foreach (var role in scene.Roles.OrderBy(role => scene.Wanted.ContainsKey(role) ? 0 : 1))
        {
            var wanted = scene.Wanted.GetValueOrDefault(role)?.TrimStart('@');
            var free = order.Where(person => !roles.ContainsValue(person)).ToList();
            roles[role] = free.Find(person => person.Is(wanted)) ?? free.Find(person => string.Equals(person.Team, wanted, StringComparison.Ordinal)) ?? free[0];
        }

        return roles;
    }

    private static double Weight(CastMember person, DateTimeOffset at)
    {
        var talkative = 0.5 + (Dice.For(0, person.Username).Fraction() * 0.8);
        return person.IsAwake(at) ? talkative : talkative * 0.15;
    }
}
