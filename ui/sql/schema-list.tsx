import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { schemaQuery } from '../api/sql.ts'
import { Icon } from '../kit/icon.tsx'
import { Failure, SkeletonRows } from '../kit/notes.tsx'
import './schema-list.css'

interface SchemaListProps {
  project: number
  onInsert: (name: string) => void
}

/** Tables with their columns; a click writes the name where the cursor is. */
export function SchemaList({ project, onInsert }: SchemaListProps) {
  const { data: tables, error, refetch } = useQuery(schemaQuery(project))
  const [open, setOpen] = useState('events')
  if (error && !tables)
    return <Failure what="The tables could not be read" error={error} retry={() => void refetch()} />
  if (!tables) return <SkeletonRows count={6} height={28} />
  return (
    <ul className="schema" aria-label="Tables">
      {tables.map(({ name, fields }) => (
        <li key={name}>
          <button
            type="button"
            aria-expanded={open === name}
            className="schema-table"
            onClick={() => setOpen(open === name ? '' : name)}
          >
            <Icon name={open === name ? 'chevron' : 'right'} size={14} />
            {name}
          </button>
          {open === name && (
            <ul>
              {fields.map((field) => (
                <li key={field.name}>
                  <button type="button" className="schema-field" onClick={() => onInsert(field.name)}>
                    <span className="clip">{field.name}</span>
                    <span className="muted">{field.type.replace('lazy_table', 'joined')}</span>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  )
}
