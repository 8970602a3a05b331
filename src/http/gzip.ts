import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

/** Packs a body for a client that `takesGzip`. */
export const compress = promisify<Buffer, Buffer>(gzip)

/** True for a client that unpacks gzip. */
export const takesGzip = (request: Request) => (request.headers.get('accept-encoding') ?? '').includes('gzip')
