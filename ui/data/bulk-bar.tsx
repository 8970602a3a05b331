import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { tagsQuery } from '../api/definitions.ts'
import { Button } from '../kit/button.tsx'
import { Combobox } from '../kit/combobox.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'
import type { Selection } from './selection.ts'
import './bulk-bar.css'

interface BulkBarProps {
  /** What the rows are, for those who hear the page. */
  label: string
  busy: boolean
  selection: Selection
  children: ReactNode
}

/** What can be done with several rows at once. */
export function BulkBar({ label, busy, selection, children }: BulkBarProps) {
  return (
    <section className="bulk-bar" aria-label={label} aria-busy={busy}>
      <strong>{selection.chosen.size} chosen</strong>
      {children}
      <span className="spacer" />
      <Button look="quiet" onClick={selection.clear}>
        Let go <kbd>Esc</kbd>
      </Button>
    </section>
  )
}

interface BulkTagsProps {
  project: number
  /** Tags that some of the rows carry. */
  carried: readonly string[]
  onTag: (action: 'add' | 'remove', name: string) => void
}

/** Tags added to all the rows, or taken off those that carry them. */
export function BulkTags({ project, carried, onTag }: BulkTagsProps) {
  const { data: tags = [] } = useQuery(tagsQuery(project))
  const [text, setText] = useState('')
  return (
    <>
      <Combobox
        label="Tag to add"
        free
        choices={tags.filter((one) => one.includes(text.toLowerCase())).map((one) => ({ value: one, label: one }))}
        onSearch={setText}
        onChoose={(name) => onTag('add', name.trim().toLowerCase())}
        trigger={<Button>Add tag</Button>}
      />
      {carried.length > 0 && (
        <Menu align="start" trigger={<Button>Remove tag</Button>}>
          {carried.map((name) => (
            <MenuItem key={name} onSelect={() => onTag('remove', name)}>
              {name}
            </MenuItem>
          ))}
        </Menu>
      )}
    </>
  )
}
