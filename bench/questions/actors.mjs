// Questions of what persons do over time: retention, stickiness, lifecycle, paths, and who they are.
import { event, filled, LAST_30_DAYS, PEER, PEER_PERSON, PEER_WHERE, WHERE } from './parts.mjs'

const pageviews = [event('$pageview')]
const DAYS = 31
const DAY = "dateDiff('day', toDate({from:DateTime64(6)}), toDate(timestamp))"
const mask = (index) => `groupBitOr(bitShiftLeft(toUInt64(1), ${index}))`

const WEEKS = 8
const WEEK_WHERE =
  "timestamp >= {week:DateTime64(6)} AND timestamp < {week:DateTime64(6)} + INTERVAL 8 WEEK AND event = '$pageview'"
const PEER_WEEK = 'toStartOfWeek(e.timestamp, 0)'

/** Rows [row, column, persons]: persons with the same weeks are counted once. */
const retention = {
  name: 'retention, 8 weeks',
  query: { kind: 'RetentionQuery', retentionFilter: { period: 'Week', totalIntervals: WEEKS } },
  lean: `SELECT row, column, sum(persons) FROM (
      SELECT weeks, count() AS persons FROM (
        SELECT ${mask("intDiv(dateDiff('day', toDate({week:DateTime64(6)}), toDate(timestamp)), 7)")} AS weeks
        FROM events WHERE team_id = 1 AND ${WEEK_WHERE} GROUP BY person_id
      ) GROUP BY weeks
    ) ARRAY JOIN bitPositionsToArray(weeks) AS row ARRAY JOIN
      arrayFilter(c -> bitTest(weeks, row + c), range(${WEEKS} - row)) AS column GROUP BY row, column`,
  peer: `SELECT row, column, count(DISTINCT target) FROM (
      SELECT target, row, arrayJoin(arrayConcat(if(has(starts, weeks[row + 1]), [0], []),
        arrayFilter(c -> c > 0 AND has(starts, weeks[row + 1]) AND has(returns, weeks[row + 1 + c]), range(${WEEKS})))) AS column
      FROM (
        SELECT ${PEER_PERSON} AS target, arraySort(groupUniqArrayIf(${PEER_WEEK}, e.event = '$pageview')) AS starts,
          arraySort(groupUniqArrayIf(${PEER_WEEK}, e.event = '$pageview')) AS returns,
          arrayMap(i -> toDate({week:DateTime64(6)}) + 7 * i, range(${WEEKS})) AS weeks, arrayJoin(range(${WEEKS})) AS row
        FROM ${PEER} WHERE e.team_id = 1 AND ${WEEK_WHERE} GROUP BY target
      )
    ) GROUP BY row, column`,
  valuesOf: (results) =>
    filled(results.flatMap(({ values }, row) => values.map(({ count }, column) => [`${row} ${column}`, count]))),
}

/** Rows [days, persons]. */
const stickiness = {
  name: 'stickiness',
  query: { kind: 'StickinessQuery', series: pageviews, ...LAST_30_DAYS },
  lean: `SELECT bitCount(days) AS active, count() FROM (
      SELECT ${mask(DAY)} AS days FROM events WHERE ${WHERE} AND event = '$pageview' GROUP BY person_id
    ) GROUP BY active`,
  peer: `SELECT days, count(DISTINCT target) FROM (
      SELECT target, count(DISTINCT day) AS days FROM (
        SELECT ${PEER_PERSON} AS target, toStartOfDay(e.timestamp) AS day FROM ${PEER}
        WHERE ${PEER_WHERE} AND event = '$pageview' GROUP BY target, day HAVING count() > 0
      ) GROUP BY target
    ) GROUP BY days`,
  valuesOf: ([{ days, data }]) => filled(days.map((day, i) => [String(day), data[i]])),
}

const LIFE_WHERE = `team_id = 1 AND timestamp >= {from:DateTime64(6)} - INTERVAL 1 DAY AND timestamp < {to:DateTime64(6)}
  AND event = '$pageview'`
const shownDay = (index) => `toString(toDate({from:DateTime64(6)}) + (${index}) - 1)`

/** Rows [status, day, persons]. Days are bits, the day before the range the lowest; statuses are masks of them. */
const lifecycle = {
  name: 'lifecycle',
  query: { kind: 'LifecycleQuery', series: pageviews, ...LAST_30_DAYS },
  lean: `SELECT state.1 AS status, ${shownDay('state.2')} AS day, if(status = 'dormant', -1, 1) * toInt64(count()) FROM (
      SELECT bitAnd(days, first) AS fresh, bitAnd(bitAnd(days, bitShiftLeft(days, 1)), bitNot(first)) AS returning,
        bitAnd(bitAnd(days, bitNot(bitShiftLeft(days, 1))), bitNot(first)) AS resurrecting,
        bitAnd(bitShiftLeft(days, 1), bitNot(days)) AS dormant
      FROM (
        SELECT ${mask(`${DAY} + 1`)} AS days,
          dateDiff('day', toDate({from:DateTime64(6)}), toDate(min(person_created_at))) + 1 AS created,
          if(created BETWEEN 0 AND ${DAYS}, bitShiftLeft(toUInt64(1), greatest(created, 0)), 0) AS first
        FROM events WHERE ${LIFE_WHERE} AND person_mode != 'propertyless' GROUP BY person_id
      )
    ) ARRAY JOIN arrayConcat(arrayMap(d -> ('new', d), bitPositionsToArray(fresh)),
      arrayMap(d -> ('returning', d), bitPositionsToArray(returning)),
      arrayMap(d -> ('resurrecting', d), bitPositionsToArray(resurrecting)),
      arrayMap(d -> ('dormant', d), bitPositionsToArray(dormant))) AS state
    WHERE state.2 BETWEEN 1 AND ${DAYS} GROUP BY status, day`,
  peer: `SELECT status, toString(toDate(day)), if(status = 'dormant', -1, 1) * toInt64(count(DISTINCT target)) FROM (
      SELECT target, state.1 AS day, state.2 AS status FROM (
        SELECT ${PEER_PERSON} AS target, toStartOfDay(min(e.person_created_at)) AS created,
          arraySort(groupUniqArray(toStartOfDay(e.timestamp))) AS active,
          arrayPopBack(arrayPushFront(active, created)) AS before, arrayPopFront(arrayPushBack(active, toDateTime(0, 'UTC'))) AS after,
          arrayMap((day, last) -> if(day = created, 'new', if(last = day - INTERVAL 1 DAY AND has(active, last), 'returning', 'resurrecting')),
            active, before) AS first_states,
          arrayFilter(s -> s.2 = 'dormant', arrayMap((day, next) -> (day + INTERVAL 1 DAY, if(next = day + INTERVAL 1 DAY, '', 'dormant')),
            active, after)) AS last_states
        FROM ${PEER} WHERE ${LIFE_WHERE} GROUP BY target
      ) ARRAY JOIN arrayConcat(arrayZip(active, first_states), last_states) AS state
      WHERE state.1 >= {from:DateTime64(6)} AND state.1 < {to:DateTime64(6)}
    ) GROUP BY day, status`,
  valuesOf: (results) =>
    filled(results.flatMap(({ status, days, data }) => days.map((day, i) => [`${status} ${day}`, data[i]]))),
}

const STEPS = 5
const GAP = 30 * 60 * 1_000_000
const EDGES = 50
const averages = (edges) => `SELECT source, target, figure.1 AS name, figure.2 AS value FROM (${edges})
  ARRAY JOIN [('count', toFloat64(times)), ('average', average)] AS figure`

/** Rows [source, target, figure, value]. Steps are numbers until edges are counted. */
const paths = {
  name: 'paths',
  query: { kind: 'PathsQuery', pathsFilter: { includeEventTypes: ['$pageview'] }, ...LAST_30_DAYS },
  lean: averages(`SELECT concat(toString(edge.1), '_', edge.2) AS source, concat(toString(edge.1 + 1), '_', edge.3) AS target,
      count() AS times, avg(edge.4) / 1000 AS average
    FROM (
      SELECT arrayJoin(arrayMap((a, b, i) -> (i, a.2, b.2, b.1 - a.1), arrayPopBack(path), arrayPopFront(path),
        arrayEnumerate(arrayPopBack(path)))) AS edge
      FROM (
        SELECT arraySlice(arrayFilter((e, next) -> e.2 != next.2, visit,
          arrayPushBack(arrayPopFront(visit), (toInt64(0), concat(visit[-1].2, '.')))), 1, ${STEPS}) AS path
        FROM (
          SELECT arrayJoin(arraySplit((e, gap) -> gap >= ${GAP}, es, arrayDifference(es.1))) AS visit
          FROM (
            SELECT arraySort(groupArray((toUnixTimestamp64Micro(timestamp), if(length(url) > 1, trimRight(url, '/'), url)))) AS es
            FROM (SELECT person_id, timestamp, ifNull(properties.\`$current_url\`, '') AS url FROM events
              WHERE ${WHERE} AND event = '$pageview') GROUP BY person_id
          )
        )
      ) WHERE length(path) > 1
    ) GROUP BY edge.1, edge.2, edge.3 ORDER BY times DESC, source, target LIMIT ${EDGES}`),
  peer: averages(`SELECT last_key AS source, key AS target, count() AS times, avg(taken) AS average FROM (
      SELECT target_person, path.1 AS key, path.2 AS last_key, path.3 AS taken FROM (
        SELECT target_person,
          arrayFilter((x, y) -> x.1 != y, arrayZip(items, times_of), arrayPushBack(arrayPopFront(items), '')) AS compact,
          arraySlice(compact, 1, ${STEPS}) AS cut,
          arrayMap((x, i) -> concat(toString(i), '_', x.1), cut, arrayEnumerate(cut)) AS keys,
          arrayZip(keys, arrayPopBack(arrayPushFront(keys, '')), arrayMap(d -> d * 1000, arrayDifference(cut.2))) AS found
        FROM (
          SELECT target_person, arrayMap(x -> x.1, session) AS items, arrayMap(x -> x.2, session) AS times_of FROM (
            SELECT target_person, arraySplit(x -> x.3 >= 1800,
              arrayZip(groupArray(item) AS all_items, groupArray(moment) AS moments, arrayDifference(moments))) AS sessions
            FROM (
              SELECT ${PEER_PERSON} AS target_person, toFloat64(e.timestamp) AS moment,
                replaceRegexpAll(ifNull(nullIf(nullIf(e.\`mat_$current_url\`, ''), 'null'), ''), '(.)/$', '\\\\1') AS item
              FROM ${PEER} WHERE ${PEER_WHERE} AND event = '$pageview' ORDER BY target_person, e.timestamp
            ) GROUP BY target_person
          ) ARRAY JOIN sessions AS session
        )
      ) ARRAY JOIN found AS path
    ) WHERE last_key != '' GROUP BY source, target ORDER BY times DESC, source, target LIMIT ${EDGES}`),
  /** Edges that no path begins with lead nowhere: what is left of both answers is compared. */
  keeps: reachable,
  valuesOf: (results) =>
    filled(
      results.flatMap(({ source, target, value, average_conversion_time }) => [
        [`${source} ${target} count`, value],
        [`${source} ${target} average`, average_conversion_time],
      ]),
    ),
  // A float of seconds knows no microseconds.
  peerSays: (key) => key.endsWith(' count'),
}

function reachable(values) {
  const keys = [...values.keys()].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
  const found = new Set()
  for (const key of keys) {
    const [source, target] = key.split(' ')
    if (source.startsWith('1_') || found.has(source)) found.add(source).add(target)
  }
  return new Map([...values].filter(([key]) => found.has(key.split(' ')[0])))
}

/** Rows [id, distinct id, events]: the hundred who looked at most pages on a day. */
const persons = (day) => ({
  name: 'persons behind a point',
  query: {
    kind: 'ActorsQuery',
    source: { kind: 'InsightActorsQuery', day, source: { kind: 'TrendsQuery', series: pageviews, ...LAST_30_DAYS } },
    select: ['person', 'event_count'],
    orderBy: ['event_count DESC', 'actor_id ASC'],
    limit: 100,
  },
  lean: `WITH (
      SELECT groupArray((person_id, events)) FROM (SELECT person_id, count() AS events FROM events
        WHERE team_id = 1 AND toDate(timestamp) = '${day}' AND event = '$pageview'
        GROUP BY person_id ORDER BY events DESC, person_id LIMIT 100)
    ) AS page, arrayMap(x -> x.1, page) AS ids
    SELECT toString(id), distinct_id, c.counted.2 FROM (SELECT arrayJoin(page) AS counted) AS c
    JOIN (SELECT id, argMax(properties.plan, version) AS plan, argMax(properties_residue, version), argMax(created_at, version)
      FROM person WHERE team_id = 1 AND id IN ids GROUP BY id) AS p ON p.id = c.counted.1
    JOIN (SELECT distinct_id, argMax(person_id, version) AS owner FROM person_distinct_id2
      WHERE team_id = 1 AND person_id IN ids GROUP BY distinct_id) AS d ON d.owner = p.id`,
  peer: `SELECT toString(p.id), d.distinct_id, s.events FROM (
      SELECT ${PEER_PERSON} AS actor, count() AS events FROM ${PEER}
      WHERE e.team_id = 1 AND e.timestamp >= toDateTime64('${day} 00:00:00', 6, 'UTC')
        AND e.timestamp < toDateTime64('${day} 00:00:00', 6, 'UTC') + INTERVAL 1 DAY AND event = '$pageview' GROUP BY actor
    ) AS s
    JOIN (SELECT id, argMax(properties, version) AS properties, argMax(created_at, version) FROM peer_person
      WHERE team_id = 1 GROUP BY id HAVING argMax(is_deleted, version) = 0) AS p ON p.id = s.actor
    JOIN (SELECT distinct_id, argMax(person_id, version) AS owner FROM person_distinct_id2
      WHERE team_id = 1 GROUP BY distinct_id HAVING argMax(is_deleted, version) = 0) AS d ON d.owner = p.id
    ORDER BY s.events DESC, p.id LIMIT 100`,
  valuesOf: (results) => filled(results.map(([{ id, distinct_ids }, count]) => [`${id} ${distinct_ids[0]}`, count])),
})

export const actors = (day) => [retention, stickiness, lifecycle, paths, persons(day)]
