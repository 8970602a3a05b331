import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'

/**
 * Scripts written against PostHog ask questions with a GET that has a body. A Request of GET cannot hold one; Node's own
 * request (`incoming`) does, and a POST with the same headers hands it on. Every other request is returned as it is.
 */
export async function withBodyOfGet(request: Request, incoming: unknown, most: number): Promise<Request> {
  const length = Number(request.headers.get('content-length') ?? 0)
  if (request.method !== 'GET' || length === 0 || !(incoming instanceof Readable)) return request
  // What is too long need not be read: whoever reads the body refuses it by its length.
  const body = length > most ? '' : await buffer(incoming)
  return new Request(request.url, { method: 'POST', headers: new Headers(request.headers), body })
}
