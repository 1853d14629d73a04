using System.Data.Common;

namespace Parlor.Server.Data;

/// <summary>A number that the database was asked for and may not have told yet.</summary>
internal sealed class Later(WriteTransaction transaction)
{
    private bool _known;
    private long? _value;

    /// <summary>The number, null when there was no row. Reading it waits for the answers to everything asked so far.</summary>
    public long? Value
    {
        get
        {
            if (!_known)
                transaction.Resolve();
            return _value;
        }
    }

    internal void Take(DbDataReader reader)
    {
        _value = reader.Read() && !reader.IsDBNull(0) ? reader.GetInt64(0) : null;
        _known = true;
    }
}
