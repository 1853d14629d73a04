using System.Security.Cryptography;
using System.Text;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts;

public sealed class AccessTokensTests
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(KeyFile.Length);
    private readonly FakeClock _clock = new();
    private readonly EndedSessions _ended;
    private readonly AccessTokens _tokens;
    private readonly long _user;
    private readonly long _session;

    public AccessTokensTests()
    {
        _ended = new EndedSessions(_ => true, _clock);
        _tokens = new AccessTokens(Key, _ended, _clock);
        _user = Ids.Next(_clock);
        _session = Ids.Next(_clock);
    }

    [Fact]
    public void A_token_says_whose_it_is_and_when_it_expires()
    {
        var token = _tokens.Issue(_user, _session);
        Assert.Equal(_clock.GetUtcNow().AddMinutes(15), token.ExpiresAt);
        Assert.Equal(new Session(_user, _session, token.ExpiresAt), _tokens.Validate(token.Text));
    }

    [Fact]
    public void A_token_counts_until_its_time_is_over_and_no_longer()
    {
        var token = _tokens.Issue(_user, _session);
        _clock.Advance(AccessTokens.Lifetime - TimeSpan.FromSeconds(1));
        Assert.NotNull(_tokens.Validate(token.Text));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(_tokens.Validate(token.Text));
    }

    [Fact]
    public void A_token_of_another_server_is_refused()
    {
        var other = new AccessTokens(RandomNumberGenerator.GetBytes(KeyFile.Length), _ended, _clock);
        Assert.Null(_tokens.Validate(other.Issue(_user, _session).Text));
    }

    [Fact]
    public void A_token_of_a_session_that_has_ended_is_refused_and_no_other()
    {
        var token = _tokens.Issue(_user, _session);
        var other = _tokens.Issue(_user, Ids.Next(_clock));
        _ended.Committed([new SessionEnded(_user, _session)]);
        Assert.Null(_tokens.Validate(token.Text));
        Assert.NotNull(_tokens.Validate(other.Text));
    }

    [Fact]
    public void An_ended_session_is_remembered_as_long_as_its_tokens_could_count()
    {
        _ended.Committed([new SessionEnded(_user, _session)]);
        _clock.Advance(AccessTokens.Lifetime);
        _ended.Committed([new SessionEnded(_user, 1)]);
        Assert.True(_ended.Contains(_session, _clock.GetUtcNow()));
        _clock.Advance(TimeSpan.FromSeconds(1));
        _ended.Committed([new SessionEnded(_user, 2)]);
        Assert.False(_ended.Contains(_session, _clock.GetUtcNow()));
        Assert.True(_ended.Contains(1, _clock.GetUtcNow()));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""null""")]
    [InlineData("""[]""")]
    [InlineData("""not json""")]
    [InlineData("""{"sub":"000000000000001","iat":0,"exp":9999999999}""")]
    [InlineData("""{"sub":null,"sid":"000000000000001","iat":0,"exp":9999999999}""")]
    [InlineData("""{"sub":1,"sid":"000000000000001","iat":0,"exp":9999999999}""")]
    [InlineData("""{"sub":"anna","sid":"000000000000001","iat":0,"exp":9999999999}""")]
    [InlineData("""{"sub":"000000000000001","sid":"000000000000001","iat":0}""")]
    [InlineData("""{"sub":"000000000000001","sid":"000000000000001","iat":0,"exp":"9999999999"}""")]
    [InlineData("""{"sub":"000000000000001","sid":"000000000000001","iat":0,"exp":1e99}""")]
    [InlineData("""{"sub":"000000000000001","sid":"000000000000001","iat":0,"exp":9223372036854775807}""")]
    public void A_signed_token_with_claims_that_are_not_ours_is_refused(string claims) =>
        Assert.Null(_tokens.Validate(Jwt.Sign(Encoding.UTF8.GetBytes(claims), Key)));
}
