import { PAGE_SIZE } from '../api/definitions.ts'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import './pager.css'

interface PagerProps {
  offset: number
  /** How many rows this page shows. */
  shown: number
  /** How many there are, where that is known. */
  count?: number
  /** There is another page. */
  more: boolean
  onTurn: (offset: number) => void
}

/** Which part of a long list is shown, and the way to the next; also back from behind its end, where rows have gone meanwhile. */
export function Pager({ offset, shown, count, more, onTurn }: PagerProps) {
  if (shown === 0 && offset === 0) return null
  const range = shown === 0 ? 'Nothing on this page' : `${offset + 1} to ${offset + shown}`
  const end = Math.min(offset, count ?? offset)
  return (
    <nav className="pager" aria-label="Pages">
      <span className="muted">
        {range}
        {count !== undefined &&
          (shown === 0 ? `, ${count.toLocaleString('en')} in all` : ` of ${count.toLocaleString('en')}`)}
      </span>
      {(offset > 0 || more) && (
        <>
          <Button icon="left" disabled={offset === 0} onClick={() => onTurn(Math.max(0, end - PAGE_SIZE))}>
            Previous
          </Button>
          <Button disabled={!more} onClick={() => onTurn(offset + PAGE_SIZE)}>
            Next <Icon name="right" />
          </Button>
        </>
      )}
    </nav>
  )
}
