import { type FormEvent, useState } from 'react'
import type { ButtonTile } from '../api/types.ts'
import { FormFoot, Panel } from '../kit/dialog.tsx'
import { Field, Input, Select } from '../kit/field.tsx'

type ButtonWords = Pick<ButtonTile, 'text' | 'url' | 'style'>

interface ButtonEditorProps {
  open: boolean
  button: ButtonTile | null | undefined
  busy: boolean
  onClose: () => void
  onSave: (button: ButtonWords) => void
}

const STYLES = [
  { value: 'primary', words: 'Strong' },
  { value: 'secondary', words: 'Quiet' },
]

/** The API takes a page of this server or one of the web; `javascript:` and its like are neither. */
const isAddress = (text: string) => /^\/(?!\/)\S*$|^https?:\/\/\S+$/i.test(text)

/** A button tile: its words, and where it leads. */
export function ButtonEditor({ open, button, onClose, ...rest }: ButtonEditorProps) {
  return (
    <Panel title="Button tile" open={open} onClose={onClose}>
      {open && <Form button={button} onClose={onClose} {...rest} />}
    </Panel>
  )
}

function Form({ button, busy, onClose, onSave }: Omit<ButtonEditorProps, 'open'>) {
  const [text, setText] = useState(button?.text ?? '')
  const [url, setUrl] = useState(button?.url ?? '')
  const [style, setStyle] = useState(button?.style ?? 'primary')
  const [tried, setTried] = useState(false)
  const wrong = isAddress(url.trim()) ? undefined : 'This must begin with / or with https://'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!wrong) onSave({ text: text.trim(), url: url.trim(), style })
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Field label="Text">
        {(ids) => (
          <Input {...ids} value={text} maxLength={200} onChange={({ target }) => setText(target.value)} required />
        )}
      </Field>
      <Field label="Leads to" error={tried ? wrong : undefined} hint="An address, or a page of this server: /project/…">
        {(ids) => <Input {...ids} value={url} inputMode="url" onChange={({ target }) => setUrl(target.value)} />}
      </Field>
      <Field label="Look">
        {(ids) => (
          <Select {...ids} value={style} onChange={({ target }) => setStyle(target.value)}>
            {STYLES.map(({ value, words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <FormFoot onCancel={onClose} busy={busy} disabled={text.trim() === '' || url.trim() === ''}>
        Save button
      </FormFoot>
    </form>
  )
}
