/** An error of the database, with its five-character code. */
export class PostgresError extends Error {
  readonly code: string | undefined
  readonly constraint: string | undefined
  constructor(message: string, code?: string, constraint?: string) {
    super(message)
    this.name = 'PostgresError'
    this.code = code
    this.constraint = constraint
  }
}
