const LOOK_MS = 3_000

/** A list that holds nothing yet looks again by itself: who stands before it may have sent the first one just now. */
export const whileEmpty =
  (isNarrowed: boolean) =>
  ({ state }: { state: { data?: { results: unknown[] } | undefined } }) =>
    !isNarrowed && state.data?.results.length === 0 ? LOOK_MS : false
