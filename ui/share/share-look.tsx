import { useQuery } from '@tanstack/react-query'
import { type Shareable, type ShareSettings, viewsQuery } from '../api/sharing.ts'
import { Age } from '../kit/age.tsx'
import { AppliedInput } from '../kit/applied-input.tsx'
import { Field, Input, Select } from '../kit/field.tsx'
import { Switch } from '../kit/switch.tsx'

interface ShareLookProps {
  what: Shareable
  settings: ShareSettings
  onChange: (settings: ShareSettings) => void
}

const THEMES = { system: 'As the viewer’s device', light: 'Light', dark: 'Dark' } as const
const isTheme = (text: string): text is keyof typeof THEMES => text in THEMES

/** How the page looks and what viewers may do on it. */
export function ShareLook({ what, settings, onChange }: ShareLookProps) {
  const saveDomains = (text: string) => {
    const list = text.split(/[\s,]+/).filter(Boolean)
    onChange({ allowed_domains: list.length > 0 ? list : null })
  }
  return (
    <section className="stack share-section" aria-label="The page">
      <Field label="Colours">
        {(ids) => (
          <Select
            {...ids}
            value={settings.theme ?? 'system'}
            onChange={({ target }) => isTheme(target.value) && onChange({ theme: target.value })}
          >
            {Object.entries(THEMES).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Switch
        label="Hide the title"
        checked={settings.noHeader === true}
        onChange={(noHeader) => onChange({ noHeader })}
      />
      <Switch
        label="Hide our mark"
        checked={settings.whitelabel === true}
        onChange={(whitelabel) => onChange({ whitelabel })}
      />
      <Switch
        label="Name what is drawn, also where it is one thing"
        checked={settings.legend === true}
        onChange={(legend) => onChange({ legend })}
      />
      {what.kind === 'insights' && (
        <Switch
          label="Show the numbers as a table too"
          checked={settings.detailed === true}
          onChange={(detailed) => onChange({ detailed })}
        />
      )}
      <Switch
        label="Viewers choose the date range"
        checked={settings.viewer_date_range === true}
        onChange={(viewer_date_range) => onChange({ viewer_date_range })}
      />
      <Field label="Works until" hint="Empty: until it is switched off.">
        {(ids) => (
          <Input
            {...ids}
            type="date"
            value={settings.expires_at?.slice(0, 10) ?? ''}
            onChange={({ target }) => onChange({ expires_at: target.value ? `${target.value}T23:59:59Z` : null })}
          />
        )}
      </Field>
      <Field label="Pages that may embed it" hint="Such as https://example.com; empty: any page.">
        {(ids) => <AppliedInput {...ids} value={(settings.allowed_domains ?? []).join(' ')} onApply={saveDomains} />}
      </Field>
      <Switch
        label="Keep a log of views"
        note="When, and with which password. No addresses."
        checked={settings.view_log === true}
        onChange={(view_log) => onChange({ view_log })}
      />
      {settings.view_log && <Views what={what} />}
    </section>
  )
}

function Views({ what }: { what: Shareable }) {
  const { data } = useQuery(viewsQuery(what))
  if (!data) return null
  if (data.count === 0) return <p className="muted share-views">Nobody has looked yet.</p>
  return (
    <div className="share-views">
      <p>{data.count === 1 ? 'One view' : `${data.count} views`}</p>
      <ul>
        {data.results.map((view) => (
          <li key={view.viewed_at} className="muted">
            <Age at={view.viewed_at} />
            {view.embedded && ', embedded'}
          </li>
        ))}
      </ul>
    </div>
  )
}
