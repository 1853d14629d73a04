/** A text with its selection: what a text box holds. Every edit gives a new one. */
export interface Edited {
  text: string;
  start: number;
  end: number;
}

/** Puts marks around the selection, or takes them off again. */
export function wrapped({ text, start, end }: Edited, mark: string): Edited {
  const chosen = text.slice(start, end);
  const size = mark.length;
  if (text.slice(start - size, start) === mark && text.slice(end, end + size) === mark)
    return {
      text: text.slice(0, start - size) + chosen + text.slice(end + size),
      start: start - size,
      end: end - size,
    };
  return {
    text: text.slice(0, start) + mark + chosen + mark + text.slice(end),
    start: start + size,
    end: end + size,
  };
}

/** One line of code between backticks; several lines as a block. */
export function asCode(edited: Edited): Edited {
  const { text, start, end } = edited;
  const chosen = text.slice(start, end);
  if (!chosen.includes('\n')) return wrapped(edited, '`');
  const before = start === 0 || text[start - 1] === '\n' ? '```\n' : '\n```\n';
  const after = chosen.endsWith('\n') ? '```\n' : '\n```\n';
  const next = text.slice(0, start) + before + chosen + after + text.slice(end);
  return { text: next, start: start + before.length, end: start + before.length + chosen.length };
}

/** Puts something in the place of the selection, with a space before it where words would touch. */
export function inserted({ text, start, end }: Edited, addition: string): Edited {
  const space = start > 0 && !/\s/.test(text[start - 1] ?? '') ? ' ' : '';
  const at = start + space.length + addition.length;
  return { text: text.slice(0, start) + space + addition + text.slice(end), start: at, end: at };
}

export type Trigger = '@' | '#' | ':';

/** What is being typed that can be completed: `@le` → people, `#ha` → rooms, `:sm` → emoji. */
export interface Token {
  trigger: Trigger;
  query: string;
  from: number;
  to: number;
}

export function tokenAt({ text, start, end }: Edited): Token | null {
  if (start !== end) return null;
  const found = /(?:^|[\s([{])([@#:])([\p{L}\p{N}_+-]*)$/u.exec(text.slice(0, start));
  const trigger = found?.[1] as Trigger | undefined;
  const query = found?.[2] ?? '';
  if (trigger === undefined || (trigger === ':' && query.length < 2)) return null;
  return { trigger, query: query.toLowerCase(), from: start - query.length - 1, to: start };
}

export function completed({ text }: Edited, token: Token, completion: string): Edited {
  const after = text.slice(token.to);
  const space = after.startsWith(' ') ? '' : ' ';
  const at = token.from + completion.length + 1;
  return { text: text.slice(0, token.from) + completion + space + after, start: at, end: at };
}
