import { PAGE_SIZE } from '../api/definitions.ts'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import './pager.css'

interface PagerProps {
  offset: number
  /** How many rows this page shows, of how many there are. */
  shown: number
  count: number
  onTurn: (offset: number) => void
}

/** Which part of a long list is shown, and the way to the next. */
export function Pager({ offset, shown, count, onTurn }: PagerProps) {
  return (
    <nav className="pager" aria-label="Pages">
      <span className="muted">
        {offset + 1} to {Math.min(count, offset + shown)} of {count.toLocaleString('en')}
      </span>
      <Button icon="left" disabled={offset === 0} onClick={() => onTurn(Math.max(0, offset - PAGE_SIZE))}>
        Previous
      </Button>
      <Button disabled={offset + PAGE_SIZE >= count} onClick={() => onTurn(offset + PAGE_SIZE)}>
        Next <Icon name="right" />
      </Button>
    </nav>
  )
}
