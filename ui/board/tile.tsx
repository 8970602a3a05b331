import { type ReactNode, useMemo, useState } from 'react'
import type { Insight } from '../api/types.ts'
import { Chart } from '../charts/chart.tsx'
import type { Picked, Zoomed } from '../charts/drawing.ts'
import type { Noted } from '../charts/flags.ts'
import { drawInsight, hasResult } from '../charts/from-result.ts'
import type { Hidden } from '../charts/legend-entries.ts'
import { lineFor, titleFor } from '../editor/sentence.ts'
import { Icon } from '../kit/icon.tsx'
import { Markdown } from '../kit/markdown.tsx'
import { TileFoot } from './tile-foot.tsx'
import type { BoardTile } from './use-board.ts'
import './tile.css'

interface TileProps {
  tile: BoardTile
  timezone: string
  asTable: boolean
  editing: boolean
  legend?: boolean | undefined
  /** What was taken away in the legend, where an image of the tile leaves it out too. */
  hidden?: Hidden | undefined
  onHide?: ((hidden: Hidden) => void) | undefined
  /** The menu, made by the board, which knows what can be done. */
  menu: ReactNode
  title: (name: string) => ReactNode
  /** What the question is in words; read from the query when it is not given. */
  line?: string
  /** A way to where the question can be mended. */
  mend?: ReactNode
  /** Absent where the reader cannot ask again. */
  onRetry: (() => void) | undefined
  onZoom: ((range: Zoomed) => void) | undefined
  onBack?: (() => void) | undefined
  /** Asks for the people behind a mark; absent where nobody may know them. */
  onPick?: ((picked: Picked) => void) | undefined
  /** Notes on moments; absent where nobody may read them. */
  noted?: Noted | undefined
}

/** As the API puts it where nobody may know why. */
const NOT_COMPUTED = 'This insight could not be computed.'

function InsightBody({
  tile,
  insight,
  timezone,
  asTable,
  legend,
  hidden,
  onHide,
  onRetry,
  onZoom,
  onBack,
  onPick,
  noted,
  mend,
}: Omit<TileProps, 'editing' | 'menu' | 'title' | 'line'> & { insight: Insight }) {
  const [limit, setLimit] = useState<number>()
  const drawing = useMemo(() => drawInsight(insight, timezone, limit), [insight, timezone, limit])
  if (tile.waiting)
    return <div className="skeleton tile-skeleton" aria-busy="true" role="status" aria-label="Loading" />
  if (tile.failure && !hasResult(insight)) {
    return (
      <div className="tile-failure" role="alert">
        <Icon name="warning" size={18} />
        <p>{NOT_COMPUTED}</p>
        {tile.failure !== NOT_COMPUTED && <p className="muted">{tile.failure}</p>}
        {(onRetry || mend) && (
          <p className="tile-failure-ways">
            {onRetry && (
              <button type="button" className="link" onClick={onRetry}>
                Try again
              </button>
            )}
            {mend}
          </p>
        )}
      </div>
    )
  }
  return (
    <Chart
      drawing={drawing}
      asTable={asTable}
      legend={legend}
      hidden={hidden}
      onHide={onHide}
      onShowAll={() => setLimit(100)}
      onZoom={onZoom}
      onBack={onBack}
      onPick={onPick}
      noted={noted}
    />
  )
}

/** One tile: what it is called, what it asks in words, the picture, and how old it is. */
export function TileView(props: TileProps) {
  const { tile, timezone, asTable, editing, menu, title, onRetry, onZoom, onPick } = props
  const { insight, text, button_tile: button } = tile
  if (insight) {
    const name = titleFor(insight)
    const line = props.line ?? lineFor(insight.query)
    return (
      <article className="tile" aria-label={name} aria-busy={tile.waiting || tile.refreshing}>
        <header className="tile-head">
          <div className="tile-words">
            <h2 className="clip" title={name}>
              {title(name)}
            </h2>
            <p className="clip muted" title={line}>
              {insight.description && tile.show_description !== false ? insight.description : line}
            </p>
          </div>
          {menu}
        </header>
        <div className="tile-body">
          <InsightBody
            tile={tile}
            insight={insight}
            timezone={timezone}
            asTable={asTable}
            legend={props.legend}
            hidden={props.hidden}
            onHide={props.onHide}
            onRetry={onRetry}
            onZoom={editing ? undefined : onZoom}
            onBack={editing ? undefined : props.onBack}
            onPick={editing ? undefined : onPick}
            noted={editing ? undefined : props.noted}
            mend={props.mend}
          />
        </div>
        <TileFoot tile={tile} />
      </article>
    )
  }
  return (
    <article className="tile tile-text" data-bare={!editing || undefined}>
      <header className="tile-head tile-text-head">{menu}</header>
      {text && <Markdown text={text.body ?? ''} />}
      {button && (
        <a
          className="button"
          data-look={button.style === 'primary' ? 'primary' : 'plain'}
          data-placement={button.placement}
          href={button.url}
          rel="noopener noreferrer"
        >
          {button.text}
        </a>
      )}
    </article>
  )
}
