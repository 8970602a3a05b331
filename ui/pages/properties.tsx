import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { groupTypesQuery, type PropertyKind, propertyListQuery } from '../api/definitions.ts'
import type { PropertyDefinition } from '../api/types.ts'
import { ChooseAll, ChooseRow } from '../data/choose.tsx'
import { StatusMarks, Tags } from '../data/marks.tsx'
import { Pager } from '../data/pager.tsx'
import { SectionTabs } from '../data/section-tabs.tsx'
import { rowKeys, type Selection, useSelection } from '../data/selection.ts'
import { PropertyBulkBar } from '../events/property-bulk-bar.tsx'
import { PropertySheet } from '../events/property-sheet.tsx'
import { Button } from '../kit/button.tsx'
import { SearchInput, Select } from '../kit/field.tsx'
import { Empty, Failure, SkeletonRows } from '../kit/notes.tsx'
import { Segments } from '../kit/segments.tsx'
import '../kit/list.css'

const route = getRouteApi('/project/$projectId/events/properties')

const KINDS: { value: PropertyKind; words: string }[] = [
  { value: 'event', words: 'Of events' },
  { value: 'person', words: 'Of persons' },
  { value: 'group', words: 'Of groups' },
  { value: 'session', words: 'Of sessions' },
]

const SHOWS = [
  { show: '', words: 'Not hidden' },
  { show: 'own', words: 'Ours alone' },
  { show: 'numbers', words: 'Numbers' },
  { show: 'flags', words: 'Feature flags' },
  { show: 'all', words: 'All' },
]

/** Every property that was seen: what it means and of which type it is. */
export function PropertiesPage() {
  const { projectId } = route.useParams()
  const { q = '', offset = 0, type, show, group, id } = route.useSearch()
  const navigate = useNavigate({ from: '/project/$projectId/events/properties' })
  const project = Number(projectId)
  const kind = KINDS.find(({ value }) => value === type)?.value ?? 'event'
  const { data, error, refetch, isPlaceholderData } = useQuery(
    propertyListQuery(project, { type: kind, text: q, offset, show }, Number(group ?? 0)),
  )
  const { data: groupTypes = [] } = useQuery({ ...groupTypesQuery(project), enabled: kind === 'group' })
  const rows = data?.results ?? []
  const chosable = rows.filter((row) => !row.virtual)
  const selection = useSelection(chosable.map((row) => row.id))
  const turn = (next: number) => void navigate({ search: (now) => ({ ...now, offset: next }) })
  const open = (next: string | undefined) =>
    void navigate({ search: ({ id: _, ...rest }) => (next ? { ...rest, id: next } : rest), replace: true })
  const narrow = (text: string) =>
    void navigate({
      search: ({ q: _, offset: __, ...rest }) => (text === '' ? rest : { ...rest, q: text }),
      replace: true,
    })
  const limitTo = (next: string) =>
    void navigate({
      search: ({ show: _, offset: __, ...rest }) => (next === '' ? rest : { ...rest, show: next }),
      replace: true,
    })
  const ofGroup = (next: string) =>
    void navigate({ search: ({ offset: _, ...rest }) => ({ ...rest, group: next }), replace: true })
  const isNarrowed = q !== '' || (show !== undefined && show !== 'all')
  return (
    <div className="page">
      <title>Properties – Hoglet</title>
      <SectionTabs room="data" />
      <div className="page-head">
        <h1>Properties</h1>
        <SearchInput label="Search properties" value={q} onChange={({ target }) => narrow(target.value)} />
      </div>
      <Segments
        label="Whose properties"
        choices={KINDS}
        chosen={kind}
        onChoose={(next) => void navigate({ search: { ...(q ? { q } : {}), type: next } })}
      >
        <span className="spacer" />
        {kind === 'group' && groupTypes.length > 1 && (
          <Select aria-label="Of which groups" value={group ?? '0'} onChange={({ target }) => ofGroup(target.value)}>
            {groupTypes.map(({ group_type, group_type_index }) => (
              <option key={group_type_index} value={group_type_index}>
                {group_type}
              </option>
            ))}
          </Select>
        )}
        <Select aria-label="Which" value={show ?? ''} onChange={({ target }) => limitTo(target.value)}>
          {SHOWS.map((one) => (
            <option key={one.show} value={one.show}>
              {one.words}
            </option>
          ))}
        </Select>
      </Segments>
      {error && !data && <Failure what="The properties could not be read" error={error} retry={() => void refetch()} />}
      {!error && !data && <SkeletonRows count={10} />}
      {rows.length > 0 && (
        <>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the rows inside, which are buttons of their own */}
          <div className="list-box" aria-busy={isPlaceholderData} onKeyDown={rowKeys(selection)}>
            <table className="list">
              <thead>
                <tr>
                  <ChooseAll of={chosable.length} selection={selection} />
                  <th scope="col">Name</th>
                  <th scope="col" style={{ width: 110 }}>
                    Type
                  </th>
                  <th scope="col" className="middle-only" style={{ width: '16%' }}>
                    Status
                  </th>
                  <th scope="col" className="wide-only" style={{ width: '22%' }}>
                    Tags
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((property) => (
                  <PropertyRow
                    key={property.id}
                    property={property}
                    chosen={property.id === id}
                    onOpen={() => open(property.id)}
                    selection={selection}
                  />
                ))}
              </tbody>
            </table>
          </div>
          {selection.chosen.size > 0 && <PropertyBulkBar project={project} properties={rows} selection={selection} />}
        </>
      )}
      {data && <Pager offset={offset} shown={rows.length} count={data.count} more={data.next !== null} onTurn={turn} />}
      {data && rows.length === 0 && offset === 0 && (
        <Empty
          icon={isNarrowed ? 'search' : 'events'}
          title={q ? `No property matches “${q}”` : isNarrowed ? 'No property is like that' : 'None seen yet'}
          action={
            isNarrowed && (
              <Button onClick={() => void navigate({ search: { type: kind, show: 'all' } })}>
                Show all properties
              </Button>
            )
          }
        >
          {isNarrowed ? undefined : 'Properties are listed here as soon as an event carries them.'}
        </Empty>
      )}
      <PropertySheet project={project} property={rows.find((one) => one.id === id)} onClose={() => open(undefined)} />
    </div>
  )
}

function PropertyRow({
  property,
  chosen,
  onOpen,
  selection,
}: {
  property: PropertyDefinition
  chosen: boolean
  onOpen: () => void
  selection: Selection
}) {
  const isPicked = selection.chosen.has(property.id)
  const { name, description, property_type, verified, hidden, tags = [] } = property
  return (
    <tr data-id={property.id} aria-selected={chosen || isPicked || undefined}>
      <td className="list-check">
        {!property.virtual && <ChooseRow id={property.id} name={name} selection={selection} />}
      </td>
      <td>
        <div className="list-name">
          {property.virtual ? (
            name
          ) : (
            <button type="button" onClick={onOpen}>
              {name}
            </button>
          )}
          {property.virtual && <span>Worked out of what is known of the person</span>}
          {description && <span>{description}</span>}
        </div>
      </td>
      <td className="clip">{property_type ?? 'Unknown'}</td>
      <td className="middle-only">
        <StatusMarks verified={verified} hidden={hidden} />
      </td>
      <td className="wide-only">
        <Tags names={tags} />
      </td>
    </tr>
  )
}
