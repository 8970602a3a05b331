import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { groupTypesQuery } from '../api/definitions.ts'
import { groupsQuery } from '../api/people.ts'
import { SectionTabs } from '../data/section-tabs.tsx'
import { Age } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { SearchInput } from '../kit/field.tsx'
import { Empty, Failure, SkeletonRows } from '../kit/notes.tsx'
import { Segments } from '../kit/segments.tsx'
import { GroupPanel, nameOfGroup } from '../people/group-panel.tsx'
import '../kit/list.css'

const route = getRouteApi('/project/$projectId/people/groups')

/** Companies, teams, whatever events belong to beside a person. */
export function GroupsPage() {
  const { projectId } = route.useParams()
  const { q = '', type, key } = route.useSearch()
  const navigate = useNavigate({ from: '/project/$projectId/people/groups' })
  const project = Number(projectId)
  const kinds = useQuery(groupTypesQuery(project))
  const types = kinds.data
  const chosen = types?.find(({ group_type }) => group_type === type) ?? types?.[0]
  const index = chosen?.group_type_index ?? 0
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...groupsQuery(project, index, q),
    enabled: chosen !== undefined,
  })
  const groups = (data?.pages ?? []).flatMap(({ results }) => results)
  const opened = groups.find(({ group_key }) => group_key === key)
  const open = (next: string | undefined) =>
    void navigate({ search: ({ key: _, ...rest }) => (next ? { ...rest, key: next } : rest), replace: true })
  const narrow = (text: string) =>
    void navigate({ search: ({ q: _, ...rest }) => (text ? { ...rest, q: text } : rest), replace: true })
  const failed = !types && kinds.error ? kinds : !data && error ? { error, refetch } : undefined
  return (
    <div className="page">
      <title>Groups – Hoglet</title>
      <SectionTabs room="people" />
      <div className="page-head">
        <h1>Groups</h1>
        {types?.length !== 0 && (
          <SearchInput label="Search groups" value={q} onChange={({ target }) => narrow(target.value)} />
        )}
      </div>
      {types && types.length > 1 && (
        <Segments
          label="Kind of group"
          choices={types.map(({ group_type }) => ({ value: group_type, words: group_type }))}
          chosen={chosen?.group_type}
          onChoose={(next) => void navigate({ search: { type: next } })}
        />
      )}
      {failed && (
        <Failure what="The groups could not be read" error={failed.error} retry={() => void failed.refetch()} />
      )}
      {!failed && (!types || (chosen && !data)) && <SkeletonRows count={8} />}
      {groups.length > 0 && (
        <div className="list-box">
          <table className="list">
            <thead>
              <tr>
                <th scope="col">Group</th>
                <th scope="col" className="middle-only" style={{ width: '32%' }}>
                  Key
                </th>
                <th scope="col" className="list-age">
                  First seen
                </th>
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <tr key={group.group_key}>
                  <td>
                    <div className="list-name">
                      <button type="button" onClick={() => open(group.group_key)}>
                        {nameOfGroup(group)}
                      </button>
                    </div>
                  </td>
                  <td className="middle-only clip muted">{group.group_key}</td>
                  <td className="clip">
                    <Age at={group.created_at} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
      {types?.length === 0 && (
        <Empty icon="people" title="No groups yet">
          Groups are companies, teams or whatever your users belong to. Call{' '}
          <code>posthog.group('company', 'acme', {'{ name: "Acme" }'})</code>, and insights can count them instead of
          people.
        </Empty>
      )}
      {data && groups.length === 0 && q !== '' && (
        <Empty
          icon="search"
          title={`No group matches “${q}”`}
          action={<Button onClick={() => narrow('')}>Show all groups</Button>}
        />
      )}
      <GroupPanel group={opened} onClose={() => open(undefined)} />
    </div>
  )
}
