// What questions are made of. `lean` reads the events as the program stores them, `peer` the table that PostHog describes.

export const event = (name, more = {}) => ({ kind: 'EventsNode', ...(name ? { event: name } : {}), ...more })
export const LAST_30_DAYS = { dateRange: { date_from: '-30d' } }

export const within = (time) => `${time} >= {from:DateTime64(6)} AND ${time} < {to:DateTime64(6)}`
export const WHERE = `team_id = 1 AND ${within('timestamp')}`

/** PostHog's rows: an event belongs to the person of its override, where it has one. */
export const PEER = `peer_events AS e LEFT JOIN (
    SELECT distinct_id, argMax(person_id, version) AS person_id FROM person_distinct_id_overrides WHERE team_id = 1
    GROUP BY distinct_id HAVING argMax(is_deleted, version) = 0
  ) AS o ON e.distinct_id = o.distinct_id`
export const PEER_WHERE = `e.team_id = 1 AND ${within('e.timestamp')}`
export const PEER_PERSON = 'if(notEmpty(o.distinct_id), o.person_id, e.person_id)'

/** A property with a column of its own, and one that is read out of the text. */
export const column = (name) => `nullIf(nullIf(e.\`mat_${name}\`, ''), 'null')`
export const extracted = (name) =>
  `replaceRegexpAll(nullIf(nullIf(JSONExtractRaw(e.properties, '${name}'), ''), 'null'), '^"|"$', '')`

export const inList = (names) => names.map((name) => `'${name}'`).join(', ')

/** Rows of [part, name, value] from several aggregates over one source. */
export const listed = (aggregates, source, part = "''") =>
  `SELECT part, figure.1 AS name, figure.2 AS value
   FROM (SELECT ${part} AS part, [${Object.entries(aggregates)
     .map(([name, sql]) => `('${name}', toFloat64(${sql}))`)
     .join(', ')}] AS figures FROM (${source}) GROUP BY part)
   ARRAY JOIN figures AS figure`

/** Entries of [key, value] as a map without those that are nothing. */
export const filled = (entries) => new Map(entries.filter(([, value]) => Number(value) !== 0))
