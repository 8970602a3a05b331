// Figures of a site. Rows of SQL are ['', figure, value].
import { filled, LAST_30_DAYS, listed, PEER, PEER_PERSON, PEER_WHERE, within } from './parts.mjs'

const FROM = '{from:DateTime64(6)}'
const TO = '{to:DateTime64(6)}'
const VIEWS = "event IN ('$pageview', '$screen')"

/** One scan that also sees how sessions go on outside the range. */
const sessions = `SELECT anyIf(person_id, counts) AS person, countIf(counts) AS views, min(timestamp) AS start,
    dateDiff('second', start, max(timestamp)) AS duration, countIf(event = '$pageview') AS pages,
    if(pages = 0, NULL, pages = 1 AND countIf(event = '$autocapture') = 0 AND duration < 10) AS bounced
  FROM (SELECT person_id, event, timestamp, properties.\`$session_id\` AS session, ${VIEWS} AND ${within('timestamp')} AS counts
    FROM events WHERE team_id = 1 AND timestamp >= ${FROM} - INTERVAL 1 DAY AND timestamp < ${TO} + INTERVAL 1 DAY
      AND properties.\`$session_id\` != '')
  GROUP BY session HAVING views > 0 AND ${within('start')}`

/** Views joined with a table of sessions that was filled while events arrived. */
const peerSessions = `SELECT any(${PEER_PERSON}) AS person, count() AS views, any(s.begun) AS start,
    any(dateDiff('second', s.begun, s.ended)) AS duration, any(s.pages) AS seen, any(s.clicks) AS clicked,
    if(seen = 0, NULL, seen = 1 AND clicked = 0 AND duration < 10) AS bounced
  FROM ${PEER} LEFT JOIN (
    SELECT session_id, min(start) AS begun, max(end) AS ended, sum(pageviews) AS pages, sum(autocaptures) AS clicks
    FROM peer_sessions WHERE team_id = 1 AND start >= ${FROM} - INTERVAL 3 DAY AND start < ${TO} + INTERVAL 3 DAY
    GROUP BY session_id
  ) AS s ON s.session_id = e.\`mat_$session_id\`
  WHERE ${PEER_WHERE} AND ${VIEWS} AND e.\`mat_$session_id\` != ''
  GROUP BY e.\`mat_$session_id\` HAVING ${within('start')}`

const figures = {
  visitors: 'uniqExact(person)',
  views: 'sum(views)',
  sessions: 'count()',
  'session duration': 'avg(duration)',
  'bounce rate': '100 * avg(bounced)',
}

export const web = [
  {
    name: 'web overview',
    query: { kind: 'WebOverviewQuery', properties: [], ...LAST_30_DAYS },
    lean: listed(figures, sessions),
    peer: listed(figures, peerSessions),
    valuesOf: (results) => filled(results.map(({ key, value }) => [` ${key}`, value])),
  },
]
