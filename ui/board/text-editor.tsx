import { type FormEvent, useState } from 'react'
import { FormFoot, Panel } from '../kit/dialog.tsx'
import { Field } from '../kit/field.tsx'
import { Markdown } from '../kit/markdown.tsx'
import './text-editor.css'

interface TextEditorProps {
  open: boolean
  body: string
  busy: boolean
  onClose: () => void
  onSave: (body: string) => void
}

const LONGEST = 4_000
/** So near to it, what is left is said. */
const NEAR = 400

/** A text tile in Markdown, seen as it is written. */
export function TextEditor({ open, onClose, ...rest }: TextEditorProps) {
  return (
    <Panel title="Text tile" open={open} onClose={onClose}>
      {open && <Form onClose={onClose} {...rest} />}
    </Panel>
  )
}

function Form({ body, busy, onClose, onSave }: Omit<TextEditorProps, 'open'>) {
  const [text, setText] = useState(body)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave(text)
  }
  const left = LONGEST - text.length
  return (
    <form className="stack" onSubmit={submit}>
      <Field
        label="Text"
        hint={left < NEAR ? `${left} characters left` : 'Markdown: # heading, **bold**, - list, [link](https://…)'}
      >
        {(ids) => (
          <textarea
            {...ids}
            className="input"
            rows={7}
            maxLength={LONGEST}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      {text.trim() !== '' && (
        <div className="text-preview">
          <Markdown text={text} />
        </div>
      )}
      <FormFoot onCancel={onClose} busy={busy} disabled={text.trim() === ''}>
        Save text
      </FormFoot>
    </form>
  )
}
