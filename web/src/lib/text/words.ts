/** What all words of the client are made with. */
export const languageOfText = 'en';

const plurals = new Intl.PluralRules(languageOfText);
const numbers = new Intl.NumberFormat(languageOfText);
const conjunction = new Intl.ListFormat(languageOfText, { type: 'conjunction' });

export const number = (n: number) => numbers.format(n);
export const list = (names: string[]) => conjunction.format(names);
export const count = (n: number, one: string, other: string) =>
  `${number(n)} ${plurals.select(n) === 'one' ? one : other}`;
