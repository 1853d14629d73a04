using Parlor.Server.Data;

namespace Parlor.Server.Accounts.Deletion;

/// <summary>What a feature above accounts does when a person deletes theirs.</summary>
public interface IAccountEnding
{
    /// <summary>Says no where something stands in the way. Called in a write that changes nothing before all have agreed.</summary>
    /// <exception cref="Problem"><c>conflict</c>: what has to be done first.</exception>
    void Require(WriteTransaction transaction, long userId);

    /// <summary>What is done before the account goes, in as many writes as it takes; may be begun again after it broke off.</summary>
    Task Prepare(long userId, bool deleteMessages);

    /// <summary>Takes away what it keeps of the person, in the write that ends the account. Those who know of it are told.</summary>
    /// <param name="transaction">The write.</param>
    /// <param name="leaver">Whom others see from now on.</param>
    void End(WriteTransaction transaction, Person leaver);
}
