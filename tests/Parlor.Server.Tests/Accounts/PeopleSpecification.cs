using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts;

public sealed class SqlitePeopleTests() : PeopleSpecification(DatabaseKind.Sqlite);

public sealed class PostgresPeopleTests() : PeopleSpecification(DatabaseKind.Postgres);

public abstract class PeopleSpecification(DatabaseKind kind) : StoreSpecification(kind)
{
    [Fact]
    public async Task A_person_is_found_by_id_and_by_username_in_any_case()
    {
        var user = await Store("anna", "Anna B.");
        var expected = new Person(Ids.Text(user.Id), "anna", "Anna B.", null);
        // Twice: from the database, and from memory.
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(expected, People.Find(Ids.Text(user.Id)));
            Assert.Equal(expected, People.Find("Anna"));
            Assert.Equal(expected, People.Get(user.Id));
            Assert.True(People.TryFindId("ANNA", out var id));
            Assert.Equal(user.Id, id);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("bert")]
    [InlineData("an na")]
    [InlineData("anna\0")]
    [InlineData("000000000000001")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999999")]
    [InlineData("' OR 1=1 --")]
    public async Task Who_does_not_exist_is_not_found(string text)
    {
        await Store("anna");
        Assert.Null(People.Find(text));
        Assert.False(People.TryFindId(text, out _));
        Assert.Equal(ProblemCode.NotFound, Assert.Throws<Problem>(() => People.Get(1)).Code);
    }

    [Fact]
    public async Task Who_signs_up_after_being_looked_for_is_found()
    {
        Assert.Null(People.Find("anna"));
        var user = await Store("anna");
        Assert.Equal(Ids.Text(user.Id), People.Find("anna")!.Id);
    }

    [Fact]
    public async Task Many_are_found_at_once_and_those_who_do_not_exist_are_left_out()
    {
        var anna = await Store("anna");
        var bert = await Store("bert");
        People.Get(anna.Id);
        var found = People.GetMany([anna.Id, bert.Id, anna.Id, 1]);
        Assert.Equal(2, found.Count);
        Assert.Equal(("anna", "bert"), (found[anna.Id].Username, found[bert.Id].Username));
        Assert.Empty(People.GetMany([]));
        Assert.Equal(2, People.GetMany(Enumerable.Range(1, 2_500).Select(i => (long)i).Append(anna.Id).Append(bert.Id)).Count);
    }

    [Fact]
    public async Task A_changed_name_is_seen_as_soon_as_it_is_stored()
    {
        var user = await Store("anna");
        Assert.Equal("anna", People.Get(user.Id).DisplayName);
        await new ChangeProfile(Db, Clock).Execute(user.Id, new ProfileChange { DisplayName = "  Anna B. " });
        Assert.Equal("Anna B.", People.Get(user.Id).DisplayName);
        Assert.Equal(user.Id, Assert.Single(Announced.OfType<ProfileChanged>()).UserId);
        Assert.Equal("anna", Assert.Single(await People.Search("anna b")).Username);
    }

    [Fact]
    public async Task A_change_that_is_refused_changes_nothing()
    {
        var user = await Store("anna");
        await Assert.ThrowsAsync<Problem>(() => new ChangeProfile(Db, Clock).Execute(user.Id, new ProfileChange { DisplayName = "Anna", Email = "not an address" }));
        await Assert.ThrowsAsync<Problem>(() => new ChangeProfile(Db, Clock).Execute(1, new ProfileChange { DisplayName = "Anna" }));
        Assert.Equal("anna", People.Get(user.Id).DisplayName);
        Assert.Empty(Announced.OfType<ProfileChanged>());
    }

    [Fact]
    public async Task Search_finds_the_beginnings_of_usernames_and_of_words_in_display_names()
    {
        await Store("ada", "Ada Lovelace");
        await Store("lovis", "Österreicher");
        await Store("grace", "Grace Hopper");
        Assert.Equal("ada lovis", await Found("Lov"));
        Assert.Equal("ada", await Found("ADA L"));
        Assert.Equal("lovis", await Found("öst"));
        Assert.Equal("ada grace lovis", await Found("  "));
        Assert.Empty(await Found("race"));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("a%")]
    [InlineData("\\")]
    [InlineData("a\0")]
    public async Task Search_takes_every_character_as_it_stands(string query)
    {
        await Store("anna", "Anna");
        Assert.Empty(await Found(query));
    }

    [Fact]
    public async Task Search_finds_at_most_twenty()
    {
        await Task.WhenAll(Enumerable.Range(0, 25).Select(i => Store($"user-{i}")));
        Assert.Equal(People.LongestSearch, (await People.Search("user")).Count);
        Assert.Empty(await People.Search(new string('u', 1_000_000)));
    }

    private async Task<string> Found(string query) => string.Join(' ', (await People.Search(query)).Select(person => person.Username));
}
