/** Who changes something, and when. */
export interface Editor {
  by: number
  at: Date
}

const UNVERIFIED = { verified: false, verified_at: null, verified_by: null } as const

/** The columns of verifying and hiding after a change: what is verified is not hidden, and the reverse. */
export function verification(
  found: { verified: boolean },
  { verified, hidden }: { verified?: boolean | undefined; hidden?: boolean | null | undefined },
  editor: Editor,
) {
  if (verified === true) {
    const stamp = found.verified ? {} : { verified: true, verified_at: editor.at, verified_by: editor.by }
    return { ...stamp, hidden: false }
  }
  return {
    ...(verified === false || hidden === true ? UNVERIFIED : {}),
    ...(hidden === undefined ? {} : { hidden: hidden ?? false }),
  }
}
