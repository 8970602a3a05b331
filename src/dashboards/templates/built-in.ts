import { uuidV5 } from '../../lib/ids.ts'
import { FEATURE_FLAG_USAGE } from './feature-flag-usage.ts'
import { LLM_ANALYTICS } from './llm-analytics.ts'
import { PRODUCT_ANALYTICS } from './product-analytics.ts'
import { tilesOf } from './ready-made.ts'
import type { StoredTemplate } from './store.ts'
import { WEBSITE_TRAFFIC } from './website-traffic.ts'

/** An arbitrary UUID. The ids of built-in templates are made of it and their names, so they are the same everywhere. */
const NAMESPACE = '6f1d4c1e-5c0b-4a51-9a4f-2f6f6d2f0a11'
const WRITTEN_AT = new Date('2026-01-01T00:00:00Z')

/** The templates that come with the program: every project has them, and nobody can change them. */
export const BUILT_IN: readonly StoredTemplate[] = [
  PRODUCT_ANALYTICS,
  WEBSITE_TRAFFIC,
  LLM_ANALYTICS,
  FEATURE_FLAG_USAGE,
].map(({ name, description, tags, filters, cards }) => ({
  id: uuidV5(NAMESPACE, name),
  team_id: null,
  template_name: name,
  dashboard_description: description,
  dashboard_filters: filters,
  tiles: tilesOf(cards),
  variables: [],
  tags,
  created_at: WRITTEN_AT,
  created_by: null,
  deleted: false,
  image_url: null,
  scope: 'global',
  availability_contexts: null,
  is_featured: true,
}))

/** The keys under which older clients know two of them. */
const KEYS: Record<string, string> = {
  DEFAULT_APP: PRODUCT_ANALYTICS.name,
  WEBSITE_TRAFFIC: WEBSITE_TRAFFIC.name,
}

/** The built-in template with this key. */
export const builtInWithKey = (key: string): StoredTemplate | undefined =>
  Object.hasOwn(KEYS, key) ? BUILT_IN.find(({ template_name }) => template_name === KEYS[key]) : undefined
