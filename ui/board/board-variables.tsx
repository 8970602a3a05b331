import { Popover } from 'radix-ui'
import { type FormEvent, useState } from 'react'
import type { InsightVariable } from '../api/variables.ts'
import { Button } from '../kit/button.tsx'
import { VariableField } from './variable-field.tsx'
import type { VariableValues } from './variables.ts'
import '../kit/layers.css'
import './board-filters.css'

interface BoardVariablesProps {
  /** Those that insights on the board ask with. */
  used: readonly InsightVariable[]
  /** What holds for everybody: the board's values, or the variables' own. */
  everybody: VariableValues
  /** What this look has otherwise. */
  look: VariableValues | undefined
  onLook: (values: VariableValues) => void
  onStore: (values: VariableValues) => void
}

/** Values of the board's variables: tried for this look, kept for everybody when they are worth it. */
export function BoardVariables({ used, everybody, look, onLook, onStore }: BoardVariablesProps) {
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState<VariableValues>({})
  if (used.length === 0) return null
  const toggle = (next: boolean) => {
    setOpen(next)
    setDraft({ ...everybody, ...look })
  }
  const leave = (act: (values: VariableValues) => void) => {
    setOpen(false)
    act(draft)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    leave(onLook)
  }
  return (
    <Popover.Root open={open} onOpenChange={toggle}>
      <Popover.Trigger asChild>
        <Button icon="settings" aria-pressed={look !== undefined} title="Values that SQL on this board asks with">
          Variables
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover board-filters"
          aria-label="Variables of the board"
          align="start"
          sideOffset={4}
          collisionPadding={8}
        >
          <form className="stack" onSubmit={submit}>
            {used.map((variable) => (
              <VariableField
                key={variable.id}
                variable={variable}
                value={draft[variable.code_name]}
                onChange={(value) => setDraft((now) => ({ ...now, [variable.code_name]: value }))}
              />
            ))}
            <p className="muted">Applied, a value is part of the address. Kept, the board has it for everybody.</p>
            <div className="board-filters-foot">
              <Button look="quiet" onClick={() => leave(onStore)}>
                Keep for everybody
              </Button>
              <Button type="submit" look="primary">
                Apply
              </Button>
            </div>
          </form>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
