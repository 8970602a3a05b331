import { useQuery } from '@tanstack/react-query'
import { codeQuery } from '../api/schemas.ts'
import { Button } from '../kit/button.tsx'
import { CopyButton } from '../kit/copy-button.tsx'
import { Failure } from '../kit/notes.tsx'
import { saveFile } from '../kit/save-file.ts'
import { Segments } from '../kit/segments.tsx'
import './code-section.css'

const LANGUAGES = [
  { value: 'typescript', words: 'TypeScript', file: 'posthog-typed.ts' },
  { value: 'golang', words: 'Go', file: 'posthog-typed.go' },
  { value: 'python', words: 'Python', file: 'posthog_typed.py' },
] as const

interface CodeProps {
  project: number
  /** The event whose page this is. */
  name: string
  language: string | undefined
  onLanguage: (language: string) => void
}

/** Code that cannot send a wrong event, for all events of the project. */
export function CodeSection({ project, name, language, onLanguage }: CodeProps) {
  const chosen = LANGUAGES.find(({ value }) => value === language) ?? LANGUAGES[0]
  const { data, error, refetch } = useQuery(codeQuery(project, chosen.value))
  return (
    <section className="detail-section">
      <div className="section-head">
        <h2>Typed code</h2>
        <Segments label="Language" choices={LANGUAGES} chosen={chosen.value} onChoose={onLanguage} />
      </div>
      {error && !data && <Failure what="The code could not be made" error={error} retry={() => void refetch()} />}
      {!error && !data && <div className="skeleton" style={{ height: 160 }} />}
      {data && (
        <>
          <textarea
            className="event-code"
            aria-label={chosen.file}
            readOnly
            rows={16}
            wrap="off"
            value={data.content}
          />
          <div className="event-code-foot">
            <span className="muted">
              {data.event_count} {data.event_count === 1 ? 'event' : 'events'}
              {!data.content.includes(JSON.stringify(name)) &&
                '; this one is not among them: give it a schema, or verify it'}
            </span>
            <span className="spacer" />
            <Button icon="download" onClick={() => saveFile(chosen.file, data.content, 'text/plain')}>
              Save
            </Button>
            <CopyButton text={data.content} />
          </div>
        </>
      )}
    </section>
  )
}
