import type { Log } from '../lib/log.ts'
import type { Postgres } from '../postgres/postgres.ts'

export interface AccountsDeps {
  postgres: Postgres
  clock: () => Date
  log: Log
}
