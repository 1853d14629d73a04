/** The rules that the server also holds; checked here so that the answer comes while typing. */
export const isUsername = (name: string) => /^[a-z0-9_-]{2,32}$/.test(name);
export const isPassword = (password: string) => password.length >= 8;

/** What people type as a name, in the shape that names have. */
export const asUsername = (typed: string) => typed.trimStart().toLowerCase().replace(/\s+/g, '-');
