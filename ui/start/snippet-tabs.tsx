import { Tabs } from 'radix-ui'
import { CopyButton } from '../kit/copy-button.tsx'
import { snippets } from './snippets.ts'
import './snippet-tabs.css'

export function SnippetTabs({ apiKey }: { apiKey: string }) {
  const all = snippets(apiKey, window.location.origin)
  return (
    <Tabs.Root className="snippets" defaultValue="Web">
      <Tabs.List className="tabs" aria-label="Language">
        {all.map(({ name }) => (
          <Tabs.Trigger key={name} value={name} className="tab">
            {name}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {all.map(({ name, install, code }) => (
        <Tabs.Content key={name} value={name} className="snippet" tabIndex={-1}>
          {install && (
            <div className="snippet-line">
              <pre>{install}</pre>
              <CopyButton text={install} />
            </div>
          )}
          <div className="snippet-line">
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, also with the keyboard */}
            <pre tabIndex={0}>{code}</pre>
            <CopyButton text={code} />
          </div>
        </Tabs.Content>
      ))}
    </Tabs.Root>
  )
}
