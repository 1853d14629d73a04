using System.Globalization;

namespace Parlor.Demo.Story;

/// <summary>The last hour, which whoever opens the demo sees first: its conversations have their places, people and times.</summary>
internal static class Coda
{
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(9);

    private static readonly IReadOnlyList<Scene> Scenes = Scene.Read("coda");

    /// <summary>When the last conversation of a place begins; <paramref name="end"/> where there is none of its own.</summary>
    public static DateTimeOffset Begins(Place place, DateTimeOffset end) => Find(place) is { } scene ? end.AddMinutes(-Minutes(scene)) : end;

    public static IEnumerable<Act> Of(Place place, DateTimeOffset until, IReadOnlyList<CastMember> people, Dice dice) =>
        Find(place) is { } scene && scene.Roles.Count() <= people.Count
            ? Player.Play(scene, place, until.AddMinutes(-Minutes(scene)), people, dice, (text, chance) => Quick + TimeSpan.FromSeconds(Math.Round(chance.Between(0, text.Length * 0.5), 1)))
            : [];

    private static Scene? Find(Place place) => Scenes.FirstOrDefault(scene => string.Equals(scene.Name, place.Key, StringComparison.Ordinal));

    private static int Minutes(Scene scene) => int.Parse(scene.Tags[0], CultureInfo.InvariantCulture);
}
