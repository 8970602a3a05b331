import type { InsightDeps } from '../insights/deps.ts'
import { type ReadyTile, runTiles, type TileRequest } from './run-tiles.ts'

const FIRST_TILES = 2

/** How long a tile that is ready waits for those before it, and the dashboard for its first tiles. */
const MOMENT_MS = 200

/** How a stream shows what it sends: the dashboard without its tiles, and each tile. */
interface StreamFaces {
  metadata: object
  tile(ready: ReadyTile): object
}

/**
 * The messages of the stream: metadata with the first tiles, then each further tile, then the end. Every tile is sent
 * once and says its place: clients add what comes to what they have, and a first tile that needs longer comes later.
 */
export async function* streamTiles(deps: InsightDeps, request: TileRequest, faces: StreamFaces) {
  const stop = new AbortController()
  const signal = AbortSignal.any([request.signal, stop.signal])
  const message = (ready: ReadyTile) => ({ type: 'tile', order: ready.order, tile: faces.tile(ready) })
  try {
    let isTold = false
    for await (const group of soonInOrder(runTiles(deps, { ...request, signal }))) {
      const isFirst = (ready: ReadyTile) => !isTold && ready.order < FIRST_TILES
      const tiles = group.filter(isFirst).map(faces.tile)
      const further = group.filter((ready) => !isFirst(ready))
      if (!isTold) yield { type: 'metadata', dashboard: { ...faces.metadata, tiles } }
      isTold = true
      for (const ready of further) yield message(ready)
    }
    yield { type: 'complete' }
  } catch (error) {
    if (request.signal.aborted) return
    deps.log.error(`streaming dashboard ${request.dashboard.id} failed`, error)
    yield { type: 'error', error: 'The dashboard could not be streamed.' }
  } finally {
    stop.abort()
  }
}

/**
 * Groups of tiles to send, in order. Tiles that are ready at nearly the same time are sorted; a tile that takes longer than a
 * moment is overtaken. The first group always comes, even if it is empty.
 */
async function* soonInOrder(tiles: AsyncGenerator<ReadyTile>): AsyncGenerator<ReadyTile[]> {
  const sent = new Set<number>()
  let held: ReadyTile[] = []
  let wanted = FIRST_TILES
  let moment: Promise<undefined> | undefined = aMoment()
  let next = tiles.next()
  for (;;) {
    const arrived = await (moment ? Promise.race([next, moment]) : next)
    const isOver = arrived === undefined || arrived.done === true
    if (arrived && !arrived.done) {
      held = [...held, arrived.value].sort((a, b) => a.order - b.order)
      next = tiles.next()
      next.catch(() => undefined)
    }
    const group = isOver ? held : ready(held, sent, wanted)
    if (group.length > 0 || (isOver && wanted > 1)) {
      for (const { order } of group) sent.add(order)
      held = held.slice(group.length)
      wanted = 1
      yield group
    }
    if (arrived?.done) return
    if (isOver || group.length > 0 || held.length === 0) moment = undefined
    if (held.length > 0) moment ??= aMoment()
  }
}

/** Those of the sorted tiles before which none is missing, if they are as many as are wanted. */
function ready(held: ReadyTile[], sent: ReadonlySet<number>, wanted: number): ReadyTile[] {
  let order = 0
  let count = 0
  while (sent.has(order) || held[count]?.order === order) if (!sent.has(order++)) count++
  return count >= wanted ? held.slice(0, count) : []
}

const aMoment = () => new Promise<undefined>((resolve) => setTimeout(resolve, MOMENT_MS, undefined))
