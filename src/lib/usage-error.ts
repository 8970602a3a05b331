/** A mistake of whoever started the program: one sentence with the fix, exit code 1. */
export class UsageError extends Error {}
