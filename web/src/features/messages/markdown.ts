import DOMPurify from 'dompurify';
import { Marked, type RendererObject, type TokenizerAndRendererExtension, type Tokens } from 'marked';
import { highlighted } from './highlight';

/** Who is mentioned by a text; everyone's name is marked, one's own more strongly. */
const mention: TokenizerAndRendererExtension = {
  name: 'mention',
  level: 'inline',
  start: (source) => source.search(/(?<![\w@])@[a-z0-9_-]/i),
  tokenizer(source) {
    const found = /^@([a-z0-9][a-z0-9_-]{1,31})(?![\w@])/i.exec(source);
    return found ? { type: 'mention', raw: found[0], username: found[1]?.toLowerCase() } : undefined;
  },
  renderer: (token) =>
    `<button type="button" aria-haspopup="dialog" class="${token.username === reader ? 'mention me' : 'mention'}">${escaped(token.raw)}</button>`,
};

const renderer: RendererObject = {
  // People write Markdown, not HTML: tags are shown as they were typed.
  html: ({ text }) => escaped(text),
  // A picture from elsewhere would tell its host who reads this, and when.
  image: ({ href, text, title }) => link(href, escaped(text || title || href)),
  link({ href, tokens }) {
    return link(href, this.parser.parseInline(tokens));
  },
  heading({ tokens }) {
    return `<p class="heading" dir="auto">${this.parser.parseInline(tokens)}</p>`;
  },
  paragraph({ tokens }) {
    return `<p dir="auto">${this.parser.parseInline(tokens)}</p>`;
  },
  list({ ordered, start, items }) {
    const tag = ordered ? 'ol' : 'ul';
    const from = ordered && start !== 1 ? ` start="${start}"` : '';
    const lines = items.map((item) => `<li>${this.parser.parse(item.tokens)}</li>`).join('');
    // The direction is the list's, or its marks would stand on the other side.
    return `<${tag} dir="auto"${from}>${lines}</${tag}>`;
  },
  checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  code({ text, lang }) {
    const language = /^[\w+#.-]+/.exec(lang ?? '')?.[0] ?? '';
    const body = (language && highlighted(text, language)) || escaped(text);
    const label = language ? ` data-language="${escaped(language)}"` : '';
    return `<pre tabindex="0"${label}><code>${body}</code></pre>`;
  },
  table(table: Tokens.Table) {
    const cells = (row: Tokens.TableCell[], tag: string) =>
      row
        .map(({ tokens, align }) => {
          const side = align ? ` align="${align}"` : '';
          return `<${tag} dir="auto"${side}>${this.parser.parseInline(tokens)}</${tag}>`;
        })
        .join('');
    const body = table.rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('');
    return `<div class="table" tabindex="0"><table><thead><tr>${cells(table.header, 'th')}</tr></thead><tbody>${body}</tbody></table></div>`;
  },
};

const marked = new Marked({ gfm: true, breaks: true, extensions: [mention], renderer });

const allowed = {
  ALLOWED_TAGS: [
    ...['p', 'br', 'hr', 'strong', 'em', 'del', 'code', 'pre', 'a', 'button', 'span', 'div', 'blockquote'],
    ...['ul', 'ol', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  ALLOWED_ATTR: [
    ...['href', 'rel', 'target', 'class', 'dir', 'align', 'start', 'tabindex', 'data-language'],
    ...['type', 'aria-haspopup'],
  ],
  // The rule for addresses below would otherwise be held against these as well.
  ADD_URI_SAFE_ATTR: [
    ...['rel', 'target', 'dir', 'align', 'start', 'tabindex', 'data-language', 'type', 'aria-haspopup'],
  ],
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:)/i,
  ALLOW_DATA_ATTR: false,
  RETURN_TRUSTED_TYPE: true,
};

/** Whose own mentions are marked; set for the length of one rendering, which is never interrupted. */
let reader = '';

/** A message's Markdown as safe HTML. The only place where HTML is made; everything passes DOMPurify. */
export function render(text: string, me: string): TrustedHTML {
  reader = me.toLowerCase();
  return DOMPurify.sanitize(marked.parse(text, { async: false }), allowed);
}

function link(href: string, label: string): string {
  if (!/^(?:https?:\/\/|mailto:)/i.test(href)) return label;
  return `<a href="${escaped(href)}" target="_blank" rel="noopener noreferrer nofollow" dir="auto">${label}</a>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
