import { z } from 'zod'

const MAX_OFFSET = 2 ** 53 - 1

/** `limit` and `offset` as PostHog reads them: nonsense and zero fall back to the default, huge values are clamped. */
export const Page = z.object({
  limit: z
    .unknown()
    .optional()
    .transform((value) => positive(value) ?? 100),
  offset: z
    .unknown()
    .optional()
    .transform((value) => positive(value) ?? 0),
})
export type Page = z.infer<typeof Page>

/** A query string of which the handler reads what it knows. */
export const AnyQuery = z.record(z.string(), z.json())

/** The query string of a list: a page of it, and whatever else its route reads. */
export const ListQuery = Page.catchall(z.json())

function positive(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Math.min(Number(value), MAX_OFFSET) : 0
  return number > 0 ? number : undefined
}

/** The page that a request asks for, and the URL it came to. */
export interface AskedPage {
  query: Page
  request: Pick<Request, 'url'>
  origin: string
}

/** The envelope of a page of a list; `next` and `previous` are absolute and keep the other parameters. */
export function paginated({ query: page, request, origin }: AskedPage, count: number, results: unknown[]) {
  const at = (offset: number) => {
    const { pathname, searchParams } = new URL(request.url)
    searchParams.set('limit', String(page.limit))
    if (offset > 0) searchParams.set('offset', String(offset))
    else searchParams.delete('offset')
    return `${origin}${pathname}?${searchParams}`
  }
  return {
    count,
    next: page.offset + page.limit < count ? at(page.offset + page.limit) : null,
    previous: page.offset > 0 ? at(Math.max(0, page.offset - page.limit)) : null,
    results,
  }
}

/** The same of a list that was read whole; only what is on the page is presented. */
export async function pageOf<T>(
  asked: AskedPage,
  all: readonly T[],
  present: (page: T[]) => unknown[] | Promise<unknown[]>,
) {
  const { offset, limit } = asked.query
  return paginated(asked, all.length, await present(all.slice(offset, offset + limit)))
}
