/** What all words of the client are made with. */
export const languageOfText = 'en';

const plurals = new Intl.PluralRules(languageOfText);
const numbers = new Intl.NumberFormat(languageOfText);
const conjunction = new Intl.ListFormat(languageOfText, { type: 'conjunction' });

/** A name within a sentence, whichever way it is read: first strong isolate and its end (Unicode, UAX #9). */
export const isolated = (name: string) => `\u2068${name}\u2069`;
export const number = (n: number) => numbers.format(n);
export const list = (names: string[]) => conjunction.format(names);
export const count = (n: number, one: string, other: string) =>
  `${number(n)} ${plurals.select(n) === 'one' ? one : other}`;
