import { useQuery } from '@tanstack/react-query'
import { type Group, groupActivityQuery, groupEventsQuery, groupMembersSource } from '../api/people.ts'
import { Sparkline } from '../data/sparkline.tsx'
import { Age } from '../kit/age.tsx'
import { Panel } from '../kit/dialog.tsx'
import { SkeletonRows } from '../kit/notes.tsx'
import { EventList } from '../live/event-list.tsx'
import { PropertyTable } from '../live/property-table.tsx'
import { useProject } from '../shell/project.ts'
import { People } from './people-panel.tsx'
import './group-panel.css'

export const nameOfGroup = ({ group_key, group_properties: { name } }: Group) =>
  typeof name === 'string' && name ? name : group_key

interface GroupPanelProps {
  group: Group | undefined
  onClose: () => void
}

/** A group at the side: what is known of it, how busy it is, what came last, and who belongs to it. */
export function GroupPanel({ group, onClose }: GroupPanelProps) {
  const name = group ? nameOfGroup(group) : ''
  return (
    <Panel
      title={name}
      note={group && group.group_key !== name ? group.group_key : 'What is known of the group'}
      look="sheet"
      open={group !== undefined}
      onClose={onClose}
    >
      {group && <Facts group={group} />}
    </Panel>
  )
}

function Facts({ group }: { group: Group }) {
  const { id: project, timezone } = useProject()
  const { data: days } = useQuery(groupActivityQuery(project, group))
  const { data: events } = useQuery(groupEventsQuery(project, group))
  return (
    <div className="group-panel">
      <p className="muted">
        <span>
          First seen <Age at={group.created_at} />
        </span>
        <Sparkline values={days} label="events in 30 days" />
      </p>
      <section>
        <PropertyTable properties={group.group_properties} />
      </section>
      <section>
        <h3>Last events</h3>
        {!events && <SkeletonRows count={3} height={34} />}
        {events?.length === 0 && <p className="muted">None in the last 30 days.</p>}
        {events && events.length > 0 && <EventList events={events} timezone={timezone} label="Last events" dated />}
      </section>
      <section>
        <h3>People of the last 30 days</h3>
        <People
          project={project}
          source={groupMembersSource(group)}
          name={nameOfGroup(group)}
          nobody="Nobody with a profile did anything for this group."
        />
      </section>
    </div>
  )
}
