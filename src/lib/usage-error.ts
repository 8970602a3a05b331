/** A mistake on the command line or in the settings: the message is one sentence with the fix, the exit code 1. */
export class UsageError extends Error {}
