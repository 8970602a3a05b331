import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type PropertyKind, propertyListQuery } from '../api/definitions.ts'
import type { PropertyDefinition } from '../api/types.ts'
import { StatusMarks, Tags } from '../data/marks.tsx'
import { Pager } from '../data/pager.tsx'
import { SectionTabs } from '../data/section-tabs.tsx'
import { PropertySheet } from '../events/property-sheet.tsx'
import { Button } from '../kit/button.tsx'
import { SearchInput } from '../kit/field.tsx'
import { Empty, Failure, SkeletonRows } from '../kit/notes.tsx'
import '../kit/list.css'
import './properties.css'

const route = getRouteApi('/project/$projectId/events/properties')

const KINDS: { kind: PropertyKind; words: string }[] = [
  { kind: 'event', words: 'Of events' },
  { kind: 'person', words: 'Of persons' },
  { kind: 'group', words: 'Of groups' },
  { kind: 'session', words: 'Of sessions' },
]

/** Every property that was seen: what it means and of which type it is. */
export function PropertiesPage() {
  const { projectId } = route.useParams()
  const { q = '', offset = 0, type, id } = route.useSearch()
  const navigate = useNavigate({ from: '/project/$projectId/events/properties' })
  const project = Number(projectId)
  const kind = KINDS.find((one) => one.kind === type)?.kind ?? 'event'
  const { data, error, refetch, isPlaceholderData } = useQuery(
    propertyListQuery(project, { type: kind, text: q, offset }),
  )
  const rows = data?.results ?? []
  const count = data?.count ?? 0
  const turn = (next: number) => void navigate({ search: (now) => ({ ...now, offset: next }) })
  const open = (next: string | undefined) =>
    void navigate({ search: ({ id: _, ...rest }) => (next ? { ...rest, id: next } : rest), replace: true })
  const narrow = (text: string) =>
    void navigate({
      search: ({ q: _, offset: __, ...rest }) => (text === '' ? rest : { ...rest, q: text }),
      replace: true,
    })
  return (
    <div className="page">
      <title>Properties – Hoglet</title>
      <SectionTabs />
      <div className="page-head">
        <h1>Properties</h1>
        <SearchInput label="Search properties" value={q} onChange={({ target }) => narrow(target.value)} />
      </div>
      <fieldset className="property-kinds" aria-label="Whose properties">
        {KINDS.map((one) => (
          <Button
            key={one.kind}
            look="quiet"
            aria-pressed={one.kind === kind}
            onClick={() => void navigate({ search: { ...(q ? { q } : {}), type: one.kind } })}
          >
            {one.words}
          </Button>
        ))}
      </fieldset>
      {error && !data && <Failure what="The properties could not be read" error={error} retry={() => void refetch()} />}
      {!error && !data && <SkeletonRows count={10} />}
      {rows.length > 0 && (
        <>
          <div className="list-box" aria-busy={isPlaceholderData}>
            <table className="list">
              <thead>
                <tr>
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
                  />
                ))}
              </tbody>
            </table>
          </div>
          <Pager offset={offset} shown={rows.length} count={count} onTurn={turn} />
        </>
      )}
      {data?.results.length === 0 && (
        <Empty icon={q ? 'search' : 'events'} title={q ? `No property matches “${q}”` : 'None seen yet'}>
          {q ? undefined : 'Properties are listed here as soon as an event carries them.'}
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
}: {
  property: PropertyDefinition
  chosen: boolean
  onOpen: () => void
}) {
  const { name, description, property_type, verified, hidden, tags = [] } = property
  return (
    <tr aria-selected={chosen || undefined}>
      <td>
        <div className="list-name">
          <button type="button" onClick={onOpen}>
            {name}
          </button>
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
