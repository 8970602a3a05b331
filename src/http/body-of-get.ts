import { Readable } from 'node:stream'

/**
 * Scripts written against PostHog ask questions with a GET that has a body. A Request of GET cannot hold one; Node's own
 * request (`incoming`) does, and a POST with the same headers hands it on. Every other request is returned as it is.
 */
export async function withBodyOfGet(request: Request, incoming: unknown, most: number): Promise<Request> {
  const { headers, method, url } = request
  const length = Number(headers.get('content-length') ?? 0)
  const hasBody = length > 0 || headers.has('transfer-encoding')
  if (method !== 'GET' || !hasBody || !(incoming instanceof Readable)) return request
  // What is too long need not be read: whoever reads the body refuses it by its length.
  const body = length > most ? '' : await wholeOrTooLong(incoming, most)
  return new Request(url, { method: 'POST', headers: new Headers(headers), body })
}

/** What comes in chunks does not tell its size, and may never end: of more than `most` bytes the rest is not kept. */
async function wholeOrTooLong(incoming: Readable, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk)
    size += chunk.length
    if (size > most) break
  }
  incoming.resume()
  return Buffer.concat(chunks)
}
