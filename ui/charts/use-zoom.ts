import { useState } from 'react'

/** Narrows a range, and goes back the same way for as long as nobody has chosen another range since. */
export function useZoom<Range>(now: Range, go: (range: Range) => void) {
  const [steps, setSteps] = useState<{ from: Range; to: Range }[]>([])
  const last = steps.at(-1)
  const here = last !== undefined && JSON.stringify(last.to) === JSON.stringify(now)
  return {
    zoom: (to: Range) => {
      setSteps([...(here ? steps : []), { from: now, to }])
      go(to)
    },
    /** Absent where there is nothing to go back to. */
    back: here
      ? () => {
          setSteps(steps.slice(0, -1))
          go(last.from)
        }
      : undefined,
  }
}
