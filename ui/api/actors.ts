import { infiniteQueryOptions } from '@tanstack/react-query'
import type { Picked } from '../charts/drawing.ts'
import { ask } from './query.ts'
import type { InsightQuery } from './types.ts'

/** A person or group as queries for actors give it. */
export interface Actor {
  id: string
  type?: 'group'
  name?: string
  distinct_ids?: string[]
  properties?: Record<string, unknown>
  created_at?: string
}

interface ActorsPage {
  results: unknown[][]
  columns: string[]
  hasMore: boolean
  offset: number
  missing_actors_count?: number
}

const PAGE = 100

/** A number: in words, and as the API asks for the people behind it. */
export interface Behind {
  words: string
  source: Record<string, unknown>
  /** Of a row of retention: only those who were there in this column. */
  column?: number
}

/** Who stands behind a mark of a chart. */
export const behindMark = (query: InsightQuery, picked: Picked): Behind => ({
  words: picked.words,
  source: actorsSource(query, picked),
  ...(picked.kind === 'row' && picked.column !== undefined ? { column: picked.column } : {}),
})

function actorsSource(query: InsightQuery, picked: Picked): Record<string, unknown> {
  switch (picked.kind) {
    case 'step':
      return {
        kind: 'FunnelsActorsQuery',
        source: query,
        funnelStep: picked.reached ? picked.step : -picked.step,
        ...(picked.breakdown === undefined ? {} : { funnelStepBreakdown: picked.breakdown }),
      }
    case 'row':
      return {
        kind: 'InsightActorsQuery',
        source: query,
        interval: picked.row,
        ...(picked.breakdown === undefined || picked.breakdown === null ? {} : { breakdown: picked.breakdown }),
      }
    case 'point': {
      const { series, breakdown, compare, status } = picked.point
      const day = query.kind === 'StickinessQuery' && picked.day !== undefined ? Number(picked.day) : picked.day
      return {
        kind: 'InsightActorsQuery',
        source: query,
        series,
        ...(day === undefined ? {} : { day }),
        ...(breakdown === undefined ? {} : { breakdown }),
        ...(compare ? { compare } : {}),
        ...(status ? { status } : {}),
      }
    }
  }
}

/** The people of a source, page by page; of a row of retention, those of one column when it is given. */
export const actorsQuery = (project: number, source: Record<string, unknown>, column?: number) =>
  infiniteQueryOptions({
    queryKey: ['actors', project, source, column],
    queryFn: async ({ pageParam, signal }) => {
      const asked = { kind: 'ActorsQuery', source, limit: PAGE, offset: pageParam }
      if (column === undefined) return ask<ActorsPage>(project, { ...asked, select: ['actor'] }, { signal })
      // Those of the column come first, so that the list ends with the first who is none of them.
      const there = `has(appearances, ${column})`
      const ordered = { ...asked, select: ['actor', there], orderBy: [`${there} DESC`] }
      const page = await ask<ActorsPage>(project, ordered, { signal })
      const results = page.results.filter(([, isThere]) => Number(isThere) === 1)
      return { ...page, results, hasMore: page.hasMore && results.length === page.results.length }
    },
    initialPageParam: 0,
    getNextPageParam: (last) => (last.hasMore ? last.offset + PAGE : undefined),
    retry: false,
  })
