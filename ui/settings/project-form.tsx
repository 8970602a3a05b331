import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../api/client.ts'
import { changeProject, type ProjectChange, type ProjectSettings, projectSettingsQuery } from '../api/settings.ts'
import { Button } from '../kit/button.tsx'
import { CopyButton } from '../kit/copy-button.tsx'
import { Field, Input, Refusal, Select } from '../kit/field.tsx'
import { Failure, SkeletonRows } from '../kit/notes.tsx'
import { Switch } from '../kit/switch.tsx'
import { toast } from '../kit/toast.tsx'
import { PersonCounting } from './person-counting.tsx'

const ZONES = Intl.supportedValuesOf('timeZone')

/** What the project is called and how its days are counted. */
export function ProjectSection({ project }: { project: number }) {
  const { data, error, refetch } = useQuery(projectSettingsQuery(project))
  if (error && !data) return <Failure what="The project could not be read" error={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows count={7} height={70} />
  return <ProjectForm key={data.id} settings={data} />
}

function ProjectForm({ settings }: { settings: ProjectSettings }) {
  const cache = useQueryClient()
  const [name, setName] = useState(settings.name)
  const [timezone, setTimezone] = useState(settings.timezone)
  const [start, setStart] = useState(settings.week_start_day ?? 0)
  const save = useMutation({
    mutationFn: (change: ProjectChange) => changeProject(settings.id, change),
    meta: { quiet: true },
    onSuccess: async () => {
      // The days of every chart may be others now.
      await cache.invalidateQueries()
      toast('Saved the project')
    },
  })
  const fault = save.error instanceof ApiError ? save.error : undefined
  const submit = (form: FormEvent) => {
    form.preventDefault()
    save.mutate({ name: name.trim(), timezone, week_start_day: start })
  }
  const isSame =
    name.trim() === settings.name && timezone === settings.timezone && start === (settings.week_start_day ?? 0)
  return (
    <form className="stack settings-form" onSubmit={submit}>
      <Field label="Name" error={fault?.attr === 'name' ? fault.message : undefined}>
        {(ids) => <Input {...ids} required value={name} onChange={({ target }) => setName(target.value)} />}
      </Field>
      <Field
        label="Time zone"
        hint="Days, weeks and months of every chart begin by it."
        error={fault?.attr === 'timezone' ? fault.message : undefined}
      >
        {(ids) => (
          <Select {...ids} value={timezone} onChange={({ target }) => setTimezone(target.value)}>
            {[...new Set(['UTC', timezone, ...ZONES])].map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Weeks begin on">
        {(ids) => (
          <Select {...ids} value={String(start)} onChange={({ target }) => setStart(Number(target.value))}>
            <option value="0">Sunday</option>
            <option value="1">Monday</option>
          </Select>
        )}
      </Field>
      {fault && fault.attr !== 'name' && fault.attr !== 'timezone' && <Refusal error={fault} />}
      <div>
        <Button type="submit" look="primary" disabled={isSame} busy={save.isPending}>
          Save
        </Button>
      </div>
      <PersonCounting settings={settings} save={(change) => save.mutate(change)} />
      <Switch
        label="Do not keep IP addresses"
        note="New events are stored without the address that they came from."
        checked={settings.anonymize_ips}
        onChange={(anonymize_ips) => save.mutate({ anonymize_ips })}
      />
      <Field label="Project token" hint="Goes into your app. It can send events, and read nothing.">
        {(ids) => (
          <div className="settings-line">
            <Input {...ids} readOnly value={settings.api_token} onFocus={({ target }) => target.select()} />
            <CopyButton text={settings.api_token} />
          </div>
        )}
      </Field>
    </form>
  )
}
