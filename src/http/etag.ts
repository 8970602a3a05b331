import { createHash } from 'node:crypto'

/** Names a version of an answer by what is in it. */
export const etagOf = (body: string): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`

/** True for a client that has this version already. Proxies that compress mark its tag as weak, and it may be one of several. */
export function hasVersion(request: Request, etag: string): boolean {
  const tags = (request.headers.get('if-none-match') ?? '').split(',')
  return tags.some((tag) => tag.trim().replace(/^W\//, '') === etag)
}
