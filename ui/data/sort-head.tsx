import type { ReactNode } from 'react'
import { Icon } from '../kit/icon.tsx'

interface SortHeadProps {
  /** The field's name in `ordering`. */
  by: string
  order: string | undefined
  /** The first click sorts from the most to the least. */
  falling?: boolean
  className?: string
  onSort: (order: string | undefined) => void
  children: ReactNode
}

/** A column's name that sorts by it: one way, the other way, and back to how the server sorts. */
export function SortHead({ by, order, falling = false, className, onSort, children }: SortHeadProps) {
  const ways = falling ? [`-${by}`, by] : [by, `-${by}`]
  const at = order === undefined ? -1 : ways.indexOf(order)
  const sorted = at < 0 ? undefined : order?.startsWith('-') ? 'descending' : 'ascending'
  return (
    <th scope="col" className={className} aria-sort={sorted}>
      <button type="button" className="sort-head" onClick={() => onSort(ways[at + 1])}>
        {children}
        {sorted && (
          <span className="sort-way" data-way={sorted}>
            <Icon name="chevron" size={12} />
          </span>
        )}
      </button>
    </th>
  )
}
