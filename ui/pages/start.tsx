import { useQuery } from '@tanstack/react-query'
import { firstEventQuery } from '../api/events.ts'
import { CopyButton } from '../kit/copy-button.tsx'
import { useProject } from '../shell/project.ts'
import { Listener } from '../start/listener.tsx'
import { SnippetTabs } from '../start/snippet-tabs.tsx'
import './start.css'

/** The first screen of a new project: what to paste, and a line that listens. */
export function StartPage() {
  const { id, api_token: key } = useProject()
  const { data: event } = useQuery(firstEventQuery(id))
  return (
    <div className="page">
      <title>Send events – Hoglet</title>
      <header className="start-head">
        <h1>{event ? 'Send events' : 'Send your first event'}</h1>
        <p className="muted">
          Any PostHog library works as it is: give it this server’s address and the key of this project.
        </p>
      </header>
      <div className="start-columns">
        <div className="start-snippets">
          <SnippetTabs apiKey={key} />
          <dl className="start-facts">
            <div>
              <dt>Address</dt>
              <dd>
                <code>{window.location.origin}</code>
                <CopyButton text={window.location.origin} />
              </dd>
            </div>
            <div>
              <dt>Project key</dt>
              <dd>
                <code>{key}</code>
                <CopyButton text={key} />
              </dd>
            </div>
          </dl>
        </div>
        <Listener projectId={id} />
      </div>
    </div>
  )
}
