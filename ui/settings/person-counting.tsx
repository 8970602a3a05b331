import type { ProjectChange, ProjectSettings } from '../api/settings.ts'
import { Field, Select } from '../kit/field.tsx'
import { Switch } from '../kit/switch.tsx'

/** How queries may read persons from events, in words. */
const MODES = [
  ['person_id_override_properties_on_events', 'As they were when the event happened'],
  ['person_id_override_properties_joined', 'As they are now'],
  ['person_id_no_override_properties_on_events', 'As they were, and never merged'],
  ['disabled', 'As they are now, found by the id of each event'],
] as const

/** Whom the charts of a project count, and what they know of them. */
export function PersonCounting({ settings, save }: { settings: ProjectSettings; save(change: ProjectChange): void }) {
  const chosen = settings.modifiers?.['personsOnEventsMode'] ?? MODES[0][0]
  return (
    <>
      <Field
        label="Properties of persons in charts"
        hint="Lists of persons and cohorts always know them as they are now."
      >
        {(ids) => (
          <Select
            {...ids}
            value={String(chosen)}
            onChange={({ target }) => save({ modifiers: { ...settings.modifiers, personsOnEventsMode: target.value } })}
          >
            {MODES.map(([mode, words]) => (
              <option key={mode} value={mode}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Switch
        label="Count active users by distinct id"
        note="Somebody on two devices counts twice, also when both are known to be one person."
        checked={settings.aggregate_users_by_distinct_id}
        onChange={(aggregate_users_by_distinct_id) => save({ aggregate_users_by_distinct_id })}
      />
    </>
  )
}
