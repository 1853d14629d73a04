namespace Parlor.Server.Messages;

/// <summary>A filter that has found something.</summary>
internal sealed record FoundWord(string Pattern, FilterAction Action);

/// <summary>Filters that are asked together, prepared so that asking costs little when nothing is found.</summary>
internal sealed class FilterSet
{
    private readonly Dictionary<string, List<Prepared>> _byFirstWord = new(StringComparer.Ordinal);
    private readonly List<Prepared> _starred = [];

    public FilterSet(IEnumerable<(string Pattern, FilterAction Action)> filters)
    {
        foreach (var (pattern, action) in filters)
        {
            var prepared = new Prepared(FilterPattern.Parse(pattern), new FoundWord(pattern, action));
            if (prepared.Pattern.FirstWord is not { } first)
                _starred.Add(prepared);
            else if (_byFirstWord.TryGetValue(first, out var others))
                others.Add(prepared);
            else
                _byFirstWord.Add(first, [prepared]);
        }
    }

    public bool IsEmpty => _byFirstWord.Count == 0 && _starred.Count == 0;

    /// <summary>The sternest of the filters that find something; null when none does.</summary>
    public FoundWord? Find(IReadOnlyList<FilterWord> words)
    {
        FoundWord? sternest = null;
        for (var at = 0; at < words.Count; at++)
        {
            if (_byFirstWord.TryGetValue(words[at].Plain, out var exact))
                sternest = Sterner(sternest, exact, words, at);
            sternest = Sterner(sternest, _starred, words, at);
        }

        return sternest;
    }

    private static FoundWord? Sterner(FoundWord? found, List<Prepared> filters, IReadOnlyList<FilterWord> words, int at)
    {
        foreach (var filter in filters)
        {
            if ((found is null || filter.Found.Action > found.Action) && filter.Pattern.IsAt(words, at))
                found = filter.Found;
        }

        return found;
    }

    private sealed record Prepared(FilterPattern Pattern, FoundWord Found);
}
