import type { SamplingRate } from '../../schema/query/web.ts'
import type { RowsPage } from '../page.ts'

/** Rows of a site: what they are about, and pairs of figures, now and before. */
export interface WebTable extends RowsPage {
  samplingRate: SamplingRate | null
}

/** The type of such a pair. */
export const PAIR = 'Tuple(Float64, Nullable(Float64))'
