import { z } from 'zod'
import type { Json } from '../lib/json.ts'
import { Flag, Whole } from './form.ts'

// What a project keeps for its clients beside its own settings. Some of it is told to posthog-js (`capture/remote-config.ts`).
// The rest belongs to rooms that are not in this house, such as session recordings: it is kept and given back, because
// tools that manage a project as code compare what they read with what they wrote, and takes no effect.

const Domains = z
  .array(z.string().max(2000).nullable())
  .max(1000)
  // PostHog leaves out the empty ones too.
  .transform((domains) => domains.filter((domain) => domain !== null))

/** A switch that may also be undecided. */
const Switch = Flag.nullable()

export const ClientSettings = z.object({
  app_urls: Domains,
  recording_domains: Domains.nullable(),
  autocapture_opt_out: Switch,
  autocapture_web_vitals_opt_in: Switch,
  autocapture_exceptions_opt_in: Switch,
  capture_dead_clicks: Switch,
  heatmaps_opt_in: Switch,
  surveys_opt_in: Switch,
  session_recording_opt_in: Flag,
  // What is sent without cookies is dropped on arrival, so whoever switches that on must be told.
  cookieless_server_hash_mode: Whole.nullable().refine((mode) => !mode, {
    error: 'Counting without cookies is not offered here: only 0, for off, can be set.',
  }),
  data_attributes: z.array(z.string().max(400)).max(100),
  test_account_filters_default_checked: Switch,
})
export type ClientSettings = z.infer<typeof ClientSettings>

const UNSET: ClientSettings = {
  app_urls: [],
  recording_domains: null,
  autocapture_opt_out: false,
  autocapture_web_vitals_opt_in: null,
  autocapture_exceptions_opt_in: null,
  capture_dead_clicks: null,
  heatmaps_opt_in: false,
  surveys_opt_in: false,
  session_recording_opt_in: false,
  cookieless_server_hash_mode: null,
  data_attributes: ['data-attr'],
  test_account_filters_default_checked: null,
}

/** Every setting of a project: those that it keeps, and what it has where nothing was set. */
export const clientSettingsOf = (team: { client_settings: Json }): ClientSettings => ({
  ...UNSET,
  ...ClientSettings.partial().parse(team.client_settings),
})
