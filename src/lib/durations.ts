/**
 * Spans of time, in the unit that the name ends with. A day is 24 hours: on the calendar of a time zone it may be longer or
 * shorter.
 */
export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS
export const DAY_SECONDS = DAY_MS / 1000
