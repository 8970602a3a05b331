import { useState } from 'react'
import { Field, Select } from '../kit/field.tsx'
import { ID_KINDS, type IdKind, idsIn, isIdKind, sheetOf } from './sheet.ts'
import './people-source.css'

/** People as they are named: a sheet, and how many it names if that is known. */
export interface NamedPeople {
  sheet: Blob
  count: number | undefined
}

interface PeopleSourceProps {
  onChange: (people: NamedPeople | undefined) => void
}

/** People named by pasted ids, or by a CSV file. */
export function PeopleSource({ onChange }: PeopleSourceProps) {
  const [kind, setKind] = useState<IdKind>('distinct_id')
  const [text, setText] = useState('')
  const [file, setFile] = useState<File>()
  const tell = (next: { kind?: IdKind; text?: string; file?: File | undefined }) => {
    const now = { kind, text, file, ...next }
    setKind(now.kind)
    setText(now.text)
    setFile(now.file)
    const ids = idsIn(now.text)
    if (now.file) onChange({ sheet: now.file, count: undefined })
    else onChange(ids.length > 0 ? { sheet: new Blob([sheetOf(now.kind, ids)]), count: ids.length } : undefined)
  }
  const count = idsIn(text).length
  return (
    <div className="stack">
      <div className="people-source">
        <Field label="These are">
          {(ids) => (
            <Select
              {...ids}
              value={kind}
              disabled={file !== undefined}
              onChange={({ target }) => isIdKind(target.value) && tell({ kind: target.value })}
            >
              {ID_KINDS.map(({ value, words }) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field
          label="Ids"
          hint={count > 0 ? `${count.toLocaleString('en')} named` : 'One a line, or with commas between'}
        >
          {(ids) => (
            <textarea
              {...ids}
              className="input"
              rows={6}
              spellCheck={false}
              disabled={file !== undefined}
              value={text}
              onChange={({ target }) => tell({ text: target.value })}
            />
          )}
        </Field>
      </div>
      <Field
        label="Or a CSV file"
        hint="With a column person_id, distinct_id or email; a single column without a name is taken for distinct ids."
      >
        {(ids) => (
          <input
            {...ids}
            type="file"
            accept=".csv,text/csv,text/plain"
            className="input"
            onChange={({ target }) => tell({ file: target.files?.[0] })}
          />
        )}
      </Field>
    </div>
  )
}
