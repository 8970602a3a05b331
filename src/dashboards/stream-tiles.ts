import type { InsightDeps } from '../insights/deps.ts'
import { type ReadyTile, runTiles, type TileRequest } from './run-tiles.ts'

const FIRST_TILES = 2

/** How a stream shows what it sends: the dashboard without its tiles, and each tile. */
export interface StreamFaces {
  metadata: object
  tile(ready: ReadyTile): object
}

/** The messages of the stream: metadata with the first tiles, then each further tile, then the end. */
export async function* streamTiles(deps: InsightDeps, request: TileRequest, faces: StreamFaces) {
  try {
    const first: object[] = []
    let told = false
    for await (const ready of runTiles(deps, request)) {
      const { order } = ready
      if (order < FIRST_TILES) first.push(faces.tile(ready))
      else {
        if (!told) yield { type: 'metadata', dashboard: { ...faces.metadata, tiles: first } }
        told = true
        yield { type: 'tile', order, tile: faces.tile(ready) }
      }
    }
    if (!told) yield { type: 'metadata', dashboard: { ...faces.metadata, tiles: first } }
    yield { type: 'complete' }
  } catch (error) {
    if (request.signal.aborted) return
    deps.log.error(`streaming dashboard ${request.dashboard.id} failed`, error)
    yield { type: 'error', error: 'The dashboard could not be streamed.' }
  }
}
