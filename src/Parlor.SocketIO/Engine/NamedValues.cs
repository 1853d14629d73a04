using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Parlor.SocketIO.Engine;

/// <summary>
/// The few headers or query parameters of a request, which are kept as long as its connection and hardly ever looked at: so
/// they are an array and nothing else. Names are compared without regard to case.
/// </summary>
internal sealed class NamedValues(KeyValuePair<string, StringValues>[] entries) : IReadOnlyDictionary<string, StringValues>, IQueryCollection
{
    public int Count => entries.Length;

    public IEnumerable<string> Keys => entries.Select(static entry => entry.Key);

    public IEnumerable<StringValues> Values => entries.Select(static entry => entry.Value);

    ICollection<string> IQueryCollection.Keys => [.. Keys];

    public StringValues this[string key] =>
        TryGetValue(key, out StringValues value) ? value : throw new KeyNotFoundException($"There is no '{key}'.");

    StringValues IQueryCollection.this[string key] => TryGetValue(key, out StringValues value) ? value : StringValues.Empty;

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out StringValues value)
    {
        foreach ((string name, StringValues values) in entries)
        {
            if (!string.Equals(name, key, StringComparison.OrdinalIgnoreCase))
                continue;
            value = values;
            return true;
        }

        value = default;
        return false;
    }

    public IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator() => entries.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
