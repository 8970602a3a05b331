import type { Editor } from '../activity/editor.ts'

const UNVERIFIED = { verified: false, verified_at: null, verified_by: null } as const

/** The columns of verifying and hiding after a change: what is verified is not hidden, and the reverse. */
export function verification(
  found: { verified: boolean },
  { verified, hidden }: { verified?: boolean | undefined; hidden?: boolean | null | undefined },
  editor: Editor,
) {
  if (verified === true) {
    const stamp = found.verified ? {} : { verified: true, verified_at: editor.now, verified_by: editor.userId }
    return { ...stamp, hidden: false }
  }
  return {
    ...(verified === false || hidden === true ? UNVERIFIED : {}),
    ...(hidden === undefined ? {} : { hidden: hidden ?? false }),
  }
}
