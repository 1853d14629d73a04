namespace Parlor.Demo.Story;

/// <summary>The scenes of a room, dealt so that one comes again only after most of the others have been played.</summary>
internal sealed class Deck
{
    private readonly Dice _dice;
    private readonly List<Scene> _played = [];
    private List<Scene> _waiting;

    public Deck(IEnumerable<string> themes, Dice dice)
    {
        _dice = dice;
        _waiting = dice.Shuffled(themes.SelectMany(Scene.Read));
    }

    /// <summary>The next scene for that time and these people; null when there is none.</summary>
    public Scene? Deal(DateTimeOffset at, IReadOnlyCollection<CastMember> people)
    {
        var place = _waiting.FindIndex(scene => scene.Fits(at, people));
        if (place < 0 && _played.Count > 0)
        {
            // Those played longest ago come first again.
            var half = _played.Count / 2;
            _waiting = [.. _waiting, .. _dice.Shuffled(_played.Take(half)), .. _dice.Shuffled(_played.Skip(half))];
            _played.Clear();
            place = _waiting.FindIndex(scene => scene.Fits(at, people));
        }

        if (place < 0)
            return null;
        var dealt = _waiting[place];
        _waiting.RemoveAt(place);
        if (!dealt.Tags.Contains("once", StringComparer.Ordinal))
            _played.Add(dealt);
        return dealt;
    }
}
