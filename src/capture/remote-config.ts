import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Teams } from '../accounts/teams.ts'
import { corsHeaders, corsJson, preflight } from '../http/cors.ts'
import { notFound } from '../http/errors.ts'
import { etagOf, hasVersion } from '../http/etag.ts'
import { compress, takesGzip } from '../http/gzip.ts'
import { publicRoute, type Route } from '../http/route.ts'
import { clientSettingsOf } from '../schema/client-settings.ts'
import type { Team } from '../schema/team.ts'
import { sdkFile } from './sdk-files.ts'

/**
 * The configuration of posthog-js. It switches on nothing that we do not serve, and leaves out no key that it reads. Without
 * a project it is what a new one has.
 */
export function remoteConfig(team?: Pick<Team, 'api_token' | 'client_settings'>) {
  const settings = clientSettingsOf(team ?? { client_settings: {} })
  const exceptions = settings.autocapture_exceptions_opt_in === true
  const webVitals = { network_timing: false, web_vitals: true, web_vitals_allowed_metrics: null }
  return {
    token: team?.api_token ?? '',
    supportedCompression: ['gzip', 'gzip-js'],
    hasFeatureFlags: false,
    autocapture_opt_out: settings.autocapture_opt_out === true,
    captureDeadClicks: settings.capture_dead_clicks === true,
    capturePerformance: settings.autocapture_web_vitals_opt_in === true ? webVitals : false,
    autocaptureExceptions: exceptions,
    elementsChainAsString: true,
    analytics: { endpoint: '/i/v0/e/' },
    errorTracking: { autocaptureExceptions: exceptions, suppressionRules: [] },
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

const SCRIPT = 'application/javascript'

export function remoteConfigRoutes(deps: { teams: Teams }): Route[] {
  return [
    fileOfProject(deps, 'config', 'application/json', (team) => JSON.stringify(remoteConfig(team))),
    fileOfProject(deps, 'config.js', SCRIPT, configScript),
    fileOfProject(deps, 'array.js', SCRIPT, async (team) => {
      const file = sdkFile('array.js')
      return file && `${configScript(team)}\n${await readFile(file, 'utf8')}`
    }),
  ]
}

type Write = (team: Team) => string | undefined | Promise<string | undefined>

/** A file that is written for each project, which the scripts of any site may ask for. */
function fileOfProject({ teams }: { teams: Teams }, name: string, type: string, write: Write): Route {
  return publicRoute({
    method: ['GET', 'OPTIONS'],
    path: `/array/:token/${name}`,
    params: Token,
    handle: async ({ params, request }) => {
      if (request.method === 'OPTIONS') return preflight(request, 200, null)
      const team = await teams.byApiToken(params.token)
      const text = team && (await write(team))
      return text === undefined
        ? corsJson(request, 404, notFound('No such project.').body())
        : cached(request, text, type)
    },
  })
}

function configScript(team: Team): string {
  const name = JSON.stringify(team.api_token).replaceAll('<', '\\u003c')
  const entry = JSON.stringify({ config: remoteConfig(team), siteApps: [] }).replaceAll('<', '\\u003c')
  return `(function(){window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{};window._POSTHOG_REMOTE_CONFIG[${name}]=${entry};})();`
}

/** An answer that may be kept for five minutes and asked again with its ETag. */
async function cached(request: Request, body: string, type: string): Promise<Response> {
  const etag = etagOf(body)
  const kept = { 'cache-control': 'public, max-age=300', vary: 'Accept-Encoding, Origin', etag }
  const headers = { ...corsHeaders(request), ...kept }
  if (hasVersion(request, etag)) return new Response(null, { status: 304, headers })
  const described = { ...headers, 'content-type': `${type}; charset=utf-8` }
  if (body.length < LARGE_CHARACTERS || !takesGzip(request)) return new Response(body, { headers: described })
  const small = new Uint8Array(await compress(Buffer.from(body)))
  return new Response(small, { headers: { ...described, 'content-encoding': 'gzip' } })
}

/** Compressing less would take longer than sending it. */
const LARGE_CHARACTERS = 10_000
