import type { Teams } from '../accounts/teams.ts'
import type { IngestDeps } from './ingest.ts'

export interface CaptureDeps extends IngestDeps {
  teams: Teams
  clock: () => Date
  /** The most bytes an event body may have on the wire, and inflated. */
  limits: { wire_bytes: number; inflated_bytes: number }
}
