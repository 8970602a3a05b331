import type { UserPrincipal } from '../http/auth.ts'

/** Who changes something, and when: one moment for all that a request writes. */
export interface Editor {
  userId: number
  now: Date
}

export const editorOf = ({ clock }: { clock: () => Date }, { principal }: { principal: UserPrincipal }): Editor => ({
  userId: principal.user.id,
  now: clock(),
})
