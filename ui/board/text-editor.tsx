import { type FormEvent, useState } from 'react'
import { FormFoot, Panel } from '../kit/dialog.tsx'
import { Field } from '../kit/field.tsx'
import { Markdown } from '../kit/markdown.tsx'
import './text-editor.css'

interface TextEditorProps {
  open: boolean
  body: string
  onClose: () => void
  onSave: (body: string) => void
}

const LONGEST = 4_000

/** A text tile in Markdown, seen as it is written. */
export function TextEditor({ open, body, onClose, onSave }: TextEditorProps) {
  const [draft, setDraft] = useState<string>()
  const text = draft ?? body
  const close = () => {
    setDraft(undefined)
    onClose()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave(text)
    close()
  }
  const left = LONGEST - text.length
  return (
    <Panel title="Text tile" open={open} onClose={close}>
      <form className="stack" onSubmit={submit}>
        <Field
          label="Text"
          hint={left < 400 ? `${left} characters left` : 'Markdown: # heading, **bold**, - list, [link](https://…)'}
        >
          {(ids) => (
            <textarea
              {...ids}
              className="input"
              rows={7}
              maxLength={LONGEST}
              value={text}
              onChange={(event) => setDraft(event.target.value)}
            />
          )}
        </Field>
        {text.trim() !== '' && (
          <div className="text-preview">
            <Markdown text={text} />
          </div>
        )}
        <FormFoot onCancel={close} disabled={text.trim() === ''}>
          Save text
        </FormFoot>
      </form>
    </Panel>
  )
}
