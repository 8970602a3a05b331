import type { TypeName } from './sql.ts'

/** What we know of a function: its engine name, argument counts, and whether its result may be NULL. */
export interface FunctionDefinition {
  name: string
  engine: string
  min: number
  max: number
  /** Numbers of parameters in front: `quantile(0.9)(x)`. */
  params?: readonly [number, number]
  aggregate: boolean
  /** `arguments`: NULL if an argument is; `never`; `always` possible. */
  nullable: 'arguments' | 'never' | 'always'
  /** `argument`: the type of the first argument. */
  returns: TypeName | 'argument'
}

type Options = Partial<Omit<FunctionDefinition, 'name' | 'min' | 'max'>> & { caseless?: boolean }

/** Takes words `name:min-max`, `name:n`, `name:n+`, where a name may be `hogql=engine`. */
export type Define = (names: string, options?: Options) => void
