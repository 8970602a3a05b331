import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Context } from 'hono'
import { compress, takesGzip } from './gzip.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
}

/**
 * What a page of ours may load: scripts, styles and pictures from here alone. `ancestors` says who may frame it;
 * undefined lets anybody.
 */
export function pagePolicy(ancestors: readonly string[] | undefined): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    ...(ancestors ? [`frame-ancestors ${ancestors.join(' ')}`] : []),
  ].join('; ')
}

/** The built page lies beside the built server, or below dist/ when the server runs from its sources. */
const FOLDERS = ['../ui', '../../dist/ui'].map((path) => fileURLToPath(new URL(path, import.meta.url)))

const folderOfPage = () => FOLDERS.find((path) => existsSync(join(path, 'index.html')))

/** The HTML of a page that is built beside the app itself; undefined when the page is not built. */
export async function readPage(name: string): Promise<string | undefined> {
  const folder = folderOfPage()
  return folder && existsSync(join(folder, name)) ? readFile(join(folder, name), 'utf8') : undefined
}

/** A path as it is meant; one that is encoded wrongly is as it stands, and names no file. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Where the app has pages; it knows itself which. */
const PAGES = /^\/($|login\/?$|signup\/|project\/)/

/** A browser that shows a page asks for one; programs do not, and would take it for an answer. */
const wantsPage = ({ req }: Context) => (req.header('accept') ?? '').includes('text/html')

/**
 * Serves the built web app; a path that is no file is a page of the app, which has its own routes. Where it has none, people
 * are shown that by the app, and programs, such as one that looks for an older transport at `/sse`, are told.
 */
export function staticPage(unknown: () => Response) {
  const folder = folderOfPage()
  const kept = new Map<string, { plain: Buffer; packed: Buffer }>()
  const load = async (path: string) => {
    const known = kept.get(path)
    if (known) return known
    const plain = await readFile(path)
    const file = { plain, packed: await compress(plain) }
    kept.set(path, file)
    return file
  }
  return async (c: Context): Promise<Response> => {
    if (!folder) return c.text('The web page is not built. Run: npm run build', 503)
    const wanted = join(folder, normalize(decoded(c.req.path)))
    const isFile = wanted.startsWith(folder) && extname(wanted) !== '' && existsSync(wanted)
    const isKnown = isFile || PAGES.test(c.req.path)
    if (!isKnown && !(wantsPage(c) && extname(c.req.path) === '')) return unknown()
    const path = isFile ? wanted : join(folder, 'index.html')
    const { plain, packed } = await load(path)
    const zipped = takesGzip(c.req.raw) && !/\.(woff2|png)$/.test(path)
    return new Response(new Uint8Array(zipped ? packed : plain), {
      status: isKnown ? 200 : 404,
      headers: {
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        'cache-control': c.req.path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        'content-security-policy': pagePolicy(["'self'"]),
        'x-frame-options': 'SAMEORIGIN',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        vary: 'Accept, Accept-Encoding',
        ...(zipped ? { 'content-encoding': 'gzip' } : {}),
      },
    })
  }
}
