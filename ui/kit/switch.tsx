import { Switch as Radix } from 'radix-ui'
import { type ReactNode, useId } from 'react'
import './switch.css'

interface SwitchProps {
  label: string
  note?: ReactNode
  checked: boolean
  disabled?: boolean
  onChange: (checked: boolean) => void
}

/** On or off, at once; the words beside it belong to it. */
export function Switch({ label, note, checked, disabled = false, onChange }: SwitchProps) {
  const id = useId()
  return (
    <div className="switch-row">
      <div>
        <label htmlFor={id}>{label}</label>
        {note && <p className="muted">{note}</p>}
      </div>
      <Radix.Root id={id} className="switch" checked={checked} disabled={disabled} onCheckedChange={onChange}>
        <Radix.Thumb className="switch-thumb" />
      </Radix.Root>
    </div>
  )
}
