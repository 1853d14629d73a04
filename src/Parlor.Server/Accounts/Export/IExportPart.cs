namespace Parlor.Server.Accounts.Export;

/// <summary>What a feature keeps of a person, for the archive of everything that is theirs. Features above accounts add their parts.</summary>
public interface IExportPart
{
    /// <summary>Writes its files. Long lists are read and written page by page.</summary>
    Task Write(long userId, ExportArchive archive, CancellationToken cancel);
}
