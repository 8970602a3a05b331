import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import './segments.css'

interface SegmentsProps<Value extends string> {
  label: string
  choices: readonly { value: Value; words: string }[]
  chosen: Value | undefined
  onChoose: (value: Value) => void
  /** What else stands in the line. */
  children?: ReactNode
}

/** One of a few, all of them seen. */
export function Segments<Value extends string>({ label, choices, chosen, onChoose, children }: SegmentsProps<Value>) {
  return (
    <fieldset className="segments" aria-label={label}>
      {choices.map(({ value, words }) => (
        <Button key={value} look="quiet" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
          {words}
        </Button>
      ))}
      {children}
    </fieldset>
  )
}
