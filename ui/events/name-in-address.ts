/**
 * The name of an event as a part of an address. Browsers take `.` and `..`, written in any way, for steps between folders,
 * so these two stand behind a tilde, and so does a name that looks like that already.
 */
export const nameToAddress = (name: string) => (/^~*\.{1,2}$/.test(name) ? `~${name}` : name)
export const nameFromAddress = (part: string) => (/^~+\.{1,2}$/.test(part) ? part.slice(1) : part)
