import type { ReactNode } from 'react'
import './controls.css'

/** A part of the question under its name. */
export function ControlSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="control-section">
      <h2>{title}</h2>
      {children}
    </section>
  )
}
