import { existsSync, readFileSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { corsHeaders, corsJson, preflight } from '../http/cors.ts'
import { notFound } from '../http/errors.ts'
import { compress, takesGzip } from '../http/gzip.ts'
import { publicRoute, type Route } from '../http/route.ts'
import { objectOr, parseJson } from '../lib/json.ts'

const require = createRequire(import.meta.url)
const folder = dirname(require.resolve('posthog-js/dist/array.js'))
const version = String(objectOr(parseJson(readFileSync(join(folder, '..', 'package.json'), 'utf8')))['version'])
const NAME = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.js(\.map)?$/

/** Where a script of the package lies, when it exists. */
export function sdkFile(name: string): string | undefined {
  const path = join(folder, name)
  return NAME.test(name) && existsSync(path) && statSync(path).isFile() ? path : undefined
}

/** posthog-js as it is published, served from the installed package. */
export function sdkFileRoutes(): Route[] {
  return [
    publicRoute({
      method: ['GET', 'OPTIONS'],
      path: '/static/:name{[^/]+\\.js(\\.map)?}',
      params: z.object({ name: z.string() }),
      handle: ({ params, request }) =>
        serve(request, params.name, new URL(request.url).searchParams.get('v') ?? version),
    }),
    publicRoute({
      method: ['GET', 'OPTIONS'],
      path: '/static/:version{\\d+\\.\\d+\\.\\d+}/:name{[^/]+\\.js(\\.map)?}',
      params: z.object({ version: z.string(), name: z.string() }),
      handle: ({ params, request }) => serve(request, params.name, params.version),
    }),
  ]
}

/** Each script as it was compressed when it was first asked for. */
const compressed = new Map<string, Promise<Buffer>>()

/** The exact version may be cached for ever. For another of the same major we send what we have; all others are 404. */
async function serve(request: Request, name: string, wanted: string): Promise<Response> {
  if (request.method === 'OPTIONS') return preflight(request, 200, null)
  const file = sdkFile(name)
  const sameMajor = wanted.split('.')[0] === version.split('.')[0]
  if (!file || !sameMajor) return corsJson(request, 404, notFound('No such file.').body())
  const named = new URL(request.url).pathname.includes(`/${version}/`)
  const headers: Record<string, string> = {
    ...corsHeaders(request),
    'content-type': name.endsWith('.map') ? 'application/json' : 'application/javascript; charset=utf-8',
    'cache-control': named ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
    vary: 'Accept-Encoding, Origin',
  }
  if (!takesGzip(request)) return new Response(new Uint8Array(await readFile(file)), { headers })
  let body = compressed.get(name)
  if (!body) {
    body = readFile(file).then(compress)
    compressed.set(name, body)
  }
  return new Response(new Uint8Array(await body), { headers: { ...headers, 'content-encoding': 'gzip' } })
}
