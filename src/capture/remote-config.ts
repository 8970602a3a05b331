import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Teams } from '../accounts/teams.ts'
import { corsHeaders, corsJson } from '../http/cors.ts'
import { notFound } from '../http/errors.ts'
import { publicRoute, type Route } from '../http/route.ts'
import { sdkFile } from './sdk-files.ts'

/** The configuration of posthog-js. It switches on nothing that we do not serve, and leaves out no key that it reads. */
export function remoteConfig(token: string) {
  return {
    token,
    supportedCompression: ['gzip', 'gzip-js'],
    hasFeatureFlags: false,
    autocapture_opt_out: false,
    captureDeadClicks: false,
    capturePerformance: false,
    autocaptureExceptions: false,
    elementsChainAsString: true,
    analytics: { endpoint: '/i/v0/e/' },
    errorTracking: { autocaptureExceptions: false, suppressionRules: [] },
    sessionRecording: false,
    heatmaps: false,
    logs: { captureConsoleLogs: false },
    productTours: false,
    conversations: false,
    defaultIdentifiedOnly: true,
    siteApps: [],
    isAuthenticated: false,
    toolbarParams: {},
  }
}

const Token = z.object({ token: z.string() })

export function remoteConfigRoutes(deps: { teams: Teams }): Route[] {
  const known = async (token: string) => (await deps.teams.byApiToken(token)) !== undefined
  const missing = (request: Request) => corsJson(request, 404, notFound('No such project.').body())
  return [
    publicRoute({
      method: 'GET',
      path: '/array/:token/config',
      params: Token,
      handle: async ({ params, request }) => {
        if (!(await known(params.token))) return missing(request)
        return cached(request, JSON.stringify(remoteConfig(params.token)), 'application/json')
      },
    }),
    publicRoute({
      method: 'GET',
      path: '/array/:token/config.js',
      params: Token,
      handle: async ({ params, request }) => {
        if (!(await known(params.token))) return missing(request)
        return cached(request, configScript(params.token), 'application/javascript')
      },
    }),
    publicRoute({
      method: 'GET',
      path: '/array/:token/array.js',
      params: Token,
      handle: async ({ params, request }) => {
        const file = sdkFile('array.js')
        if (!file || !(await known(params.token))) return missing(request)
        return cached(
          request,
          `${configScript(params.token)}\n${await readFile(file.path, 'utf8')}`,
          'application/javascript',
        )
      },
    }),
  ]
}

function configScript(token: string): string {
  const name = JSON.stringify(token).replaceAll('<', '\\u003c')
  const entry = JSON.stringify({ config: remoteConfig(token), siteApps: [] }).replaceAll('<', '\\u003c')
  return `(function(){window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{};window._POSTHOG_REMOTE_CONFIG[${name}]=${entry};})();`
}

/** An answer that may be kept for five minutes and asked again with its ETag. */
function cached(request: Request, body: string, type: string): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const headers = { ...corsHeaders(request), 'cache-control': 'public, max-age=300', etag }
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  return new Response(body, { headers: { ...headers, 'content-type': `${type}; charset=utf-8` } })
}
