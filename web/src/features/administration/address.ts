/** An address such as `localhost:5101`, `*:5101` or `[::1]:5101`, in its two parts. */
export function splitAddress(address: string): { host: string; port: string } {
  const colon = address.lastIndexOf(':');
  return { host: address.slice(0, colon), port: address.slice(colon + 1) };
}

const highest = 65_535;

/** Whether what was typed is no port that somebody can name to others: 0 would be another one after each start. */
export const portProblem = (typed: string): boolean =>
  !/^\d{1,5}$/.test(typed) || Number(typed) < 1 || Number(typed) > highest;
