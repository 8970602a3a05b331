import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { tagDefinitions, tagsQuery } from '../api/definitions.ts'
import { Button } from '../kit/button.tsx'
import { Combobox } from '../kit/combobox.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'
import type { Selection } from './selection.ts'
import type { BulkWork } from './use-bulk.ts'
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
  kind: 'event_definitions' | 'property_definitions'
  rows: readonly { id: string; tags?: readonly string[] }[]
  /** What the rows are called together. */
  names: string
  onWork: (work: BulkWork) => void
}

/** Tags added to all the rows, or taken off those that carry them. */
export function BulkTags({ project, kind, rows, names, onWork }: BulkTagsProps) {
  const { data: tags = [] } = useQuery(tagsQuery(project))
  const [text, setText] = useState('')
  const carried = [...new Set(rows.flatMap((row) => row.tags ?? []))].sort()
  const tag = (action: 'add' | 'remove', name: string) => {
    const opposite = action === 'add' ? 'remove' : 'add'
    const changing = rows.filter((row) => (row.tags ?? []).includes(name) !== (action === 'add')).map(({ id }) => id)
    if (changing.length === 0) return
    onWork({
      act: () => tagDefinitions(project, kind, changing, action, name),
      done: action === 'add' ? `Tagged ${names} “${name}”` : `Took “${name}” off ${names}`,
      undo: () => tagDefinitions(project, kind, changing, opposite, name),
    })
  }
  return (
    <>
      <Combobox
        label="Tag to add"
        free
        choices={tags.filter((one) => one.includes(text.toLowerCase())).map((one) => ({ value: one, label: one }))}
        onSearch={setText}
        onChoose={(name) => tag('add', name.trim().toLowerCase())}
        trigger={<Button>Add tag</Button>}
      />
      {carried.length > 0 && (
        <Menu align="start" trigger={<Button>Remove tag</Button>}>
          {carried.map((name) => (
            <MenuItem key={name} onSelect={() => tag('remove', name)}>
              {name}
            </MenuItem>
          ))}
        </Menu>
      )}
    </>
  )
}

interface BulkMarksProps {
  rows: readonly { verified?: boolean; hidden?: boolean | null }[]
  onVerify: (verified: boolean) => void
  onHide: (hidden: boolean) => void
}

/** Verifies and hides the rows, or the other way where all of them are so already. */
export function BulkMarks({ rows, onVerify, onHide }: BulkMarksProps) {
  const isVerified = rows.every(({ verified }) => verified)
  const isHidden = rows.every(({ hidden }) => hidden === true)
  return (
    <>
      {isVerified ? (
        <Button onClick={() => onVerify(false)}>Unverify</Button>
      ) : (
        <Button icon="verified" onClick={() => onVerify(true)}>
          Verify
        </Button>
      )}
      <Button onClick={() => onHide(!isHidden)}>{isHidden ? 'Show' : 'Hide'}</Button>
    </>
  )
}
