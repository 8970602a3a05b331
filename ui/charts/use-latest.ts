import { useCallback, useEffect, useRef } from 'react'

/** A function that stays the same and always does what the newest one says. */
export function useLatest<A extends unknown[]>(act: (...given: A) => void): (...given: A) => void {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  return useCallback((...given: A) => latest.current(...given), [])
}
