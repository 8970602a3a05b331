/**
 * Hinted keys: the keys of JSON columns to which the migrations give a type, because nearly every client sends them and
 * every board asks for them. The engine keeps each as a column of its own. `low` are those with few different values, which
 * it keeps in a dictionary. A test compares these lists with the migrations.
 */
export interface HintedKeys {
  low: readonly string[]
  plain: readonly string[]
}

/** Of `events.properties`. */
export const HINTED_EVENT_KEYS: HintedKeys = {
  low: [
    ...['$browser', '$browser_language', '$os', '$device_type', '$lib', '$geoip_country_code', '$geoip_city_name'],
    ...['$geoip_country_name', '$geoip_continent_code', '$geoip_time_zone', '$timezone', '$event_type'],
    ...['$referring_domain', '$host', 'utm_source', 'utm_medium', 'utm_campaign'],
  ],
  plain: [
    ...['$current_url', '$pathname', '$referrer', '$session_id', '$window_id', '$device_id', '$el_text'],
    ...['$group_0', '$group_1', '$group_2', '$group_3', '$group_4'],
  ],
}

/** Of the properties of persons, both on the person and on its events. */
export const HINTED_PERSON_KEYS: HintedKeys = {
  low: [
    ...['$browser', '$os', '$geoip_country_code', '$device_type', '$initial_referring_domain', '$initial_utm_source'],
  ],
  plain: [],
}

const namesOf = ({ low, plain }: HintedKeys): ReadonlySet<string> => new Set([...low, ...plain])

export const EVENT_HINTS = namesOf(HINTED_EVENT_KEYS)
export const PERSON_HINTS = namesOf(HINTED_PERSON_KEYS)
export const NO_HINTS: ReadonlySet<string> = new Set()
