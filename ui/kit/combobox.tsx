import { Command } from 'cmdk'
import { Popover } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { hasWords } from './has-words.ts'
import { Icon } from './icon.tsx'
import './layers.css'
import './combobox.css'

export interface Choice {
  value: string
  label: string
  note?: string
  group?: string
}

interface ComboboxProps {
  trigger: ReactNode
  label: string
  choices: Choice[]
  value?: string
  loading?: boolean
  /** Offer what was typed as a choice of its own. */
  free?: boolean
  onSearch: (text: string) => void
  onChoose: (value: string) => void
}

function groupsOf(choices: Choice[]): [string, Choice[]][] {
  const groups = new Map<string, Choice[]>()
  for (const choice of choices) groups.set(choice.group ?? '', [...(groups.get(choice.group ?? '') ?? []), choice])
  return [...groups]
}

/** Until the answer for what was typed is there, only what fits of the last one may be taken: Enter is quicker. */
const fitting = (choices: Choice[], typed: string) =>
  choices.filter(({ label, note = '' }) => hasWords(`${label} ${note}`, typed))

/** A list one can type into: the server searches, the arrows choose, Enter takes. */
export function Combobox({
  trigger,
  label,
  choices: answered,
  value,
  loading = false,
  free = false,
  onSearch,
  onChoose,
}: ComboboxProps) {
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [active, setActive] = useState('')
  const type = (next: string) => {
    setText(next)
    setActive('')
    onSearch(next)
  }
  const choose = (next: string) => {
    setOpen(false)
    type('')
    onChoose(next)
  }
  const typed = text.trim()
  const choices = loading && typed !== '' ? fitting(answered, typed) : answered
  const offersTyped = free && typed !== '' && !choices.some((choice) => choice.value === typed)
  // Answers of the server come later than letters: what is marked must be something that is there.
  const offered = [...choices.map((choice) => choice.value), ...(offersTyped ? [`typed:${typed}`] : [])]
  const marked = offered.includes(active) ? active : (offered[0] ?? '')
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover combobox"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
        >
          <Command shouldFilter={false} label={label} value={marked} onValueChange={setActive}>
            <Command.Input value={text} onValueChange={type} placeholder={label} />
            <Command.List>
              {groupsOf(choices).map(([name, members]) => (
                <Command.Group key={name} {...(name ? { heading: name } : {})}>
                  {members.map((choice) => (
                    <Command.Item key={choice.value} value={choice.value} onSelect={() => choose(choice.value)}>
                      <span className="clip">{choice.label}</span>
                      {choice.note && <span className="combobox-note">{choice.note}</span>}
                      {choice.value === value && <Icon name="check" />}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
              {offersTyped && (
                <Command.Item value={`typed:${typed}`} onSelect={() => choose(typed)}>
                  Use “{typed}”
                </Command.Item>
              )}
              {choices.length === 0 && !offersTyped && (
                <p className="menu-note">{loading ? 'Looking…' : 'Nothing by that name.'}</p>
              )}
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
