namespace Parlor.Bench.Report;

/// <summary>A figure that a case yields; NaN where a server does not have it.</summary>
/// <param name="Title">heading in the table and name in the JSON file, with its unit</param>
/// <param name="Format">how to write it</param>
internal sealed record Column(string Title, string Format);
