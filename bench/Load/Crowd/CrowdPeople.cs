using System.Globalization;
using Parlor.Server.Accounts;

namespace Parlor.Bench.Load.Crowd;

/// <summary>The people of the large company: their ids, and access tokens for those who connect.</summary>
internal sealed class CrowdPeople(AccessTokens tokens, IReadOnlyList<long> people, IReadOnlyList<long> sessions)
{
    /// <summary>As it stands on the wire.</summary>
    public string Id(int person) => people[person].ToString("D15", CultureInfo.InvariantCulture);

    /// <summary>One that counts for the next quarter of an hour.</summary>
    public string Token(int person) => tokens.Issue(people[person], sessions[person]).Text;
}
