/** As much of a text as a line can hold; more would only be cut off. */
const longest = 240;

/** A message as one line of plain words: without the marks of Markdown, as far as they can be told at a glance. */
export function oneLine(source: string): string {
  return source
    .slice(0, longest * 4)
    .replace(/```[\w+#.-]*\n?/g, '')
    .replace(/^\s*(?:#{1,6}|>|[-*+]|\d+\.)\s+/gm, '')
    .replace(/!?\[([^\]]*)\]\([^)\s]*\)/g, '$1')
    .replace(/(\*\*|__|~~|`)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest);
}
