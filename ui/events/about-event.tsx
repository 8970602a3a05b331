import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { membersQuery, nameOfUser } from '../api/account.ts'
import type { EventDefinition } from '../api/types.ts'
import { tagsIn } from '../data/tags-in.ts'
import { PropertyPicker } from '../editor/property-picker.tsx'
import { Age } from '../kit/age.tsx'
import { AppliedInput } from '../kit/applied-input.tsx'
import { Button, IconButton } from '../kit/button.tsx'
import { Field, Select } from '../kit/field.tsx'
import { Switch } from '../kit/switch.tsx'
import { useChange } from './use-change.ts'
import './about-event.css'

interface AboutProps {
  project: number
  event: EventDefinition
}

/** What people wrote down about an event. Each field saves when it is left. */
export function AboutEvent({ project, event }: AboutProps) {
  const change = useChange(project, event)
  const { data: members = [] } = useQuery(membersQuery)
  const { name, verified, owner, primary_property: primary = null } = event
  const hidden = event.hidden ?? false
  const own = (id: number | null) =>
    change.mutate({ body: { owner: id }, said: 'Saved the owner', before: { owner: owner?.id ?? null } })
  const lead = (property: string | null) =>
    change.mutate({
      body: { primary_property: property },
      said: property ? `“${property}” is shown beside ${name}` : 'No property is shown beside it',
      before: { primary_property: primary },
    })
  return (
    <div className="stack">
      <Switch
        label="Verified"
        note="People can rely on it: it is sent where the description says."
        checked={verified}
        onChange={(on) =>
          change.mutate({
            body: { verified: on },
            said: on ? `Verified ${name}` : `${name} is no longer verified`,
            before: { verified, hidden },
          })
        }
      />
      <Switch
        label="Hidden"
        note="Left out of lists and pickers; it is still counted."
        checked={hidden}
        onChange={(on) =>
          change.mutate({
            body: { hidden: on },
            said: on ? `Hid ${name}` : `${name} is shown again`,
            before: { hidden, verified },
          })
        }
      />
      <Field label="Owner">
        {(ids) => (
          <Select
            {...ids}
            value={owner?.id ?? ''}
            onChange={({ target }) => own(target.value === '' ? null : Number(target.value))}
          >
            <option value="">Nobody</option>
            {members.map((member) => (
              <option key={member.id} value={member.id}>
                {nameOfUser(member)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Tags project={project} event={event} />
      <div className="field">
        <span className="field-name">Shown beside the name</span>
        <div className="event-primary">
          <PropertyPicker
            events={[name]}
            only="event"
            onChoose={lead}
            trigger={<Button>{primary || 'No property'}</Button>}
          />
          {primary && <IconButton icon="close" label="Show no property" onClick={() => lead(null)} />}
        </div>
      </div>
      <dl className="detail-facts">
        <div>
          <dt>Last seen</dt>
          <dd>
            <Age at={event.last_seen_at} />
          </dd>
        </div>
        <div>
          <dt>Known since</dt>
          <dd>
            <Age at={event.created_at} />
          </dd>
        </div>
      </dl>
    </div>
  )
}

function Tags({ project, event }: AboutProps) {
  const change = useChange(project, event)
  const save = (text: string) => {
    const tags = tagsIn(text)
    if (tags.join() !== event.tags.join())
      change.mutate({ body: { tags }, said: 'Saved the tags', before: { tags: event.tags } })
  }
  return (
    <Field label="Tags" hint="Separated by commas">
      {(ids) => <AppliedInput {...ids} value={event.tags.join(', ')} onApply={save} />}
    </Field>
  )
}

/** The description, written where it is read. */
export function Description({ project, event }: AboutProps) {
  const change = useChange(project, event)
  const before = event.description ?? ''
  const [text, setText] = useState(before)
  const save = () => {
    if (text.trim() !== before.trim())
      change.mutate({
        body: { description: text.trim() },
        said: 'Saved the description',
        before: { description: before },
      })
  }
  return (
    <textarea
      className="input detail-description"
      aria-label="Description"
      rows={Math.min(8, Math.max(2, text.split('\n').length))}
      value={text}
      placeholder="When is it sent, and what does it mean?"
      onChange={({ target }) => setText(target.value)}
      onBlur={save}
    />
  )
}
