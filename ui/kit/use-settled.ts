import { useEffect, useState } from 'react'

const QUIET_MS = 350

/** A value once it has stopped changing for a moment. Values are compared by what they say. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  const text = JSON.stringify(value)
  const settledText = JSON.stringify(settled)
  useEffect(() => {
    if (text === settledText) return
    const timer = setTimeout(() => setSettled(JSON.parse(text)), QUIET_MS)
    return () => clearTimeout(timer)
  }, [text, settledText])
  return settled
}
