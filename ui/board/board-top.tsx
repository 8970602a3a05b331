import { useQuery } from '@tanstack/react-query'
import type { Override } from '../api/dashboards.ts'
import type { Dashboard, DashboardFilters, PropertyFilter } from '../api/types.ts'
import { variablesQuery } from '../api/variables.ts'
import { useProject } from '../shell/project.ts'
import { BoardBar } from './board-bar.tsx'
import { BoardFilters } from './board-filters.tsx'
import { BoardHead } from './board-head.tsx'
import { BoardShare } from './board-share.tsx'
import { BoardVariables } from './board-variables.tsx'
import { BoardWays } from './board-ways.tsx'
import type { useBoard } from './use-board.ts'
import { differing, givenOf, storedValues, usedBy, type VariableValues } from './variables.ts'

/** How the address has the board looked at. */
export interface Look {
  from?: string | undefined
  to?: string | undefined
  interval?: Override['interval'] | undefined
  filters?: PropertyFilter[] | undefined
  variables?: VariableValues | undefined
}

interface BoardTopProps {
  of: ReturnType<typeof useBoard>
  project: number
  board: Dashboard
  override: Override
  /** The values that the address gives. */
  variables: VariableValues | undefined
  editing: boolean
  onSearch: (change: Look) => void
  onEdit: () => void
  onWall: () => void
}

/** What stands over the tiles: the board's words, and the bar of what holds for all of them. */
export function BoardTop({
  of,
  project,
  board,
  override: looked,
  variables,
  editing,
  onSearch,
  onEdit,
  onWall,
}: BoardTopProps) {
  const { timezone } = useProject()
  const stored = board.persisted_filters ?? {}
  const { variables: _given, ...override } = looked
  const { data: known = [] } = useQuery(variablesQuery(project))
  const used = usedBy(board.tiles, known)
  const own = storedValues(board.persisted_variables)
  const everybody = { ...Object.fromEntries(used.map((one) => [one.code_name, one.default_value])), ...own }
  const storeVariables = (values: VariableValues) => {
    const changed = { ...own, ...differing(values, everybody) }
    of.storeForAll({ variables: givenOf(changed, known) }, () => onSearch({ variables: undefined }))
  }
  const store = (filters: DashboardFilters) => {
    of.storeForAll({ filters }, () =>
      onSearch({ from: undefined, to: undefined, interval: undefined, filters: undefined }),
    )
  }
  return (
    <>
      <BoardHead
        board={board}
        project={project}
        onTags={(tags) => of.save.mutateAsync({ body: { tags }, preview: (now) => ({ ...now, tags }) })}
        onChange={(words) => of.save.mutate({ body: words, preview: (now) => ({ ...now, ...words }) })}
      />
      <BoardBar
        override={override}
        stored={stored}
        timezone={timezone}
        tiles={of.tiles}
        busy={of.arrived.isFetching}
        editing={editing}
        onOverride={({ date_from, date_to, interval }) =>
          onSearch({ from: date_from ?? undefined, to: date_to ?? undefined, interval })
        }
        onRefresh={() => void of.refreshAll()}
        onEdit={onEdit}
        filters={
          <>
            <BoardFilters
              stored={stored}
              override={override}
              onLook={(filters) => onSearch({ filters })}
              onStore={store}
            />
            <BoardVariables
              used={used}
              everybody={everybody}
              look={variables}
              onLook={(values) => onSearch({ variables: differing(values, everybody) })}
              onStore={storeVariables}
            />
          </>
        }
        share={<BoardShare project={project} board={board} tiles={of.tiles} />}
        more={<BoardWays project={project} board={board} onWall={onWall} />}
      />
    </>
  )
}
