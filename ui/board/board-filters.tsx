import { Popover } from 'radix-ui'
import { useState } from 'react'
import type { DashboardFilters, PropertyFilter } from '../api/types.ts'
import { conditionsOf, filtersIn, isComplete, over, propertiesOf } from '../editor/filter-groups.ts'
import { FilterList } from '../editor/filter-list.tsx'
import { conditionWords } from '../editor/filter-words.ts'
import { Button, IconButton } from '../kit/button.tsx'
import '../kit/layers.css'
import './board-filters.css'

interface BoardFiltersProps {
  /** What the board holds for everybody. */
  stored: DashboardFilters
  /** What this look adds: range, interval and filters. */
  override: DashboardFilters
  onLook: (filters: PropertyFilter[] | undefined) => void
  onStore: (filters: DashboardFilters) => void
}

/** Filters over every tile: tried for this look, kept for everybody when they are worth it. */
export function BoardFilters({ stored, override, onLook, onStore }: BoardFiltersProps) {
  const [open, setOpen] = useState(false)
  // What is not applied yet stays, also while one looks at the tiles.
  const [written, setDraft] = useState<PropertyFilter[]>()
  const own = conditionsOf(stored.properties)
  const mine = filtersIn(override.properties) ?? []
  const count = over(own, mine).length
  const draft = written ?? mine
  const ready = draft.filter(isComplete)
  const leave = () => {
    setOpen(false)
    setDraft(undefined)
  }
  const apply = () => {
    leave()
    onLook(ready.length > 0 ? ready : undefined)
  }
  const keep = () => {
    leave()
    onStore({ ...stored, ...override, properties: propertiesOf(over(own, ready)) })
  }
  const nothingNew = ready.length === 0 && Object.keys(override).length === 0
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button icon="filter" aria-pressed={count > 0} title="Filter every tile">
          {count === 0 ? 'Filters' : count === 1 ? '1 filter' : `${count} filters`}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover board-filters"
          aria-label="Filters of every tile"
          align="start"
          sideOffset={4}
          collisionPadding={8}
        >
          {own.length > 0 && (
            <ul className="filter-groups" aria-label="Filters of the board">
              {own.map((one) => (
                <li key={JSON.stringify(one)} className="filter-row">
                  <span className="filter-key">{conditionWords(one)}</span>
                  <IconButton
                    icon="close"
                    size={14}
                    label={`Take “${conditionWords(one)}” off the board`}
                    onClick={() =>
                      onStore({ ...stored, properties: propertiesOf(own.filter((other) => other !== one)) })
                    }
                  />
                </li>
              ))}
            </ul>
          )}
          <FilterList filters={draft} events={[]} label="Filter every tile" onChange={setDraft} />
          <p className="muted">Applied, a filter is part of the address. Kept, the board has it for everybody.</p>
          <div className="board-filters-foot">
            <Button look="quiet" disabled={nothingNew} onClick={keep} title="With the range and interval chosen here">
              Keep for everybody
            </Button>
            <Button look="primary" disabled={ready.length === 0 && mine.length === 0} onClick={apply}>
              Apply
            </Button>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
