import { ADMINISTRATOR, type Level, OWNER } from '../api/account.ts'

export const LEVELS: [Level, string][] = [
  [1, 'Member'],
  [ADMINISTRATOR, 'Administrator'],
  [OWNER, 'Owner'],
]

/** The level of this number; the least where it is none. */
export const levelOf = (value: number | undefined): Level => LEVELS.find(([level]) => level === value)?.[0] ?? 1

/** The link that lets an invited person in. */
export const linkOf = (inviteId: string) => `${window.location.origin}/signup/${inviteId}`
