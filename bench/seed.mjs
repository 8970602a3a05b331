// The events of a made-up shop, stored twice: as the program stores them, and as PostHog's public documentation describes
// its own table (properties as text, the usual ones also as columns of their own).

const CHUNK = 250_000
const PER_PERSON = 100
/** Of more than these a part is made and doubled, each copy some minutes later: making a row takes ten times as long. */
const MOST_MADE = 10_000_000
const COPY_SECONDS = 181

/**
 * Sixty days up to a midnight; a person has a hundred events in ten visits of half an hour. Their moments differ in
 * microseconds, so that the order of events is certain.
 */
const ROWS = `
  WITH sipHash64(number) AS random, sipHash64(number, 1) AS other, random % {people:UInt64} AS who,
    arrayMap(v -> sipHash64(who, v) % 5182200, range(10)) AS visits, intDiv(random, 1000000) % 10 AS visit,
    {end:Int64} - 5184000 AS begin,
    toString(floor(700 * pow((other % 100000) / 100000, 3))) AS page
  SELECT reinterpretAsUUID(sipHash128(number)) AS uuid,
    multiIf(number % 3 = 0, '$pageview', number % 10 < 9, concat('action ', toString(number % 20)), 'purchase') AS event,
    concat('{"$lib":"web","$browser":"', ['Chrome', 'Safari', 'Firefox', 'Microsoft Edge'][who % 4 + 1],
      '","$os":"', ['Mac OS X', 'Windows', 'Linux', 'iOS', 'Android'][who % 5 + 1],
      '","$geoip_country_code":"', ['US', 'DE', 'GB', 'FR', 'IN', 'BR', 'CA', 'AU'][who % 8 + 1],
      '","$device_type":"Desktop","$host":"shop.example","$referring_domain":"search.example","$pathname":"/page-', page,
      '","$current_url":"https://shop.example/page-', page, '","$session_id":"', toString(who * 10 + visit),
      '","utm_source":"', ['search', 'letter'][random % 2 + 1],
      '","$browser_version":', toString(100 + who % 40), ',"$screen_width":', toString(1280 + who % 8 * 80),
      ',"plan":"', if(who % 4 = 0, 'pro', 'free'), '","price":', toString((other % 900) / 10),
      ',"items":', toString(other % 12), '}') AS text,
    fromUnixTimestamp64Micro(toInt64((begin + visits[visit + 1]) * 1000000 + intDiv(other, 1000000) % 1800000000), 'UTC')
      AS moment,
    concat('person-', toString(who)) AS distinct_id, reinterpretAsUUID(toUInt128(who + 1)) AS person_id,
    toDateTime64(begin + arrayMin(visits), 3, 'UTC') AS person_created_at
  FROM numbers_mt({first:UInt64}, {count:UInt64})`
/** Two streams read and write: making the rows takes longer than everything that is asked of them. */
const SETTINGS = 'SETTINGS max_threads = 2, max_insert_threads = 2'

const EVENTS = `INSERT INTO events (uuid, event, properties, timestamp, team_id, distinct_id, created_at, person_id,
    person_created_at, person_properties, person_mode)
  SELECT uuid, event, text, moment, 1, distinct_id, moment, person_id, person_created_at, '{"plan":"free"}', 'full'
  FROM (${ROWS}) ${SETTINGS}`

const PERSONS = [
  `INSERT INTO person (id, team_id, created_at, properties, is_identified, is_deleted, version)
    SELECT reinterpretAsUUID(toUInt128(number + 1)), 1, toDateTime64({end:Int64} - 5184000 +
      arrayMin(arrayMap(v -> sipHash64(number, v) % 5182200, range(10))), 3, 'UTC'), '{"plan":"free"}', 0, 0, 1
    FROM numbers({people:UInt64})`,
  `INSERT INTO person_distinct_id2 (team_id, distinct_id, person_id, is_deleted, version)
    SELECT 1, concat('person-', toString(number)), reinterpretAsUUID(toUInt128(number + 1)), 0, 1
    FROM numbers({people:UInt64})`,
]

const MATERIALISED = ['$browser', '$current_url', '$session_id', '$pathname', '$geoip_country_code']
const columns = (each) => MATERIALISED.map(each).join(', ')

const PEER_TABLES = [
  `CREATE TABLE peer_events (uuid UUID, event String, properties String CODEC(ZSTD(3)), timestamp DateTime64(6, 'UTC'),
     team_id Int64, distinct_id String, person_id UUID, person_created_at DateTime64(3, 'UTC'),
     ${columns((name) => `\`mat_${name}\` String`)})
   ENGINE = ReplacingMergeTree PARTITION BY toYYYYMM(timestamp)
   ORDER BY (team_id, toDate(timestamp), event, cityHash64(distinct_id), cityHash64(uuid))`,
  `CREATE TABLE peer_person (id UUID, team_id Int64, created_at DateTime64(3, 'UTC'), properties String,
     is_deleted Int8, version UInt64) ENGINE = ReplacingMergeTree(version) ORDER BY (team_id, id)`,
  `CREATE TABLE peer_sessions (team_id Int64, session_id String, start SimpleAggregateFunction(min, DateTime64(6, 'UTC')),
     end SimpleAggregateFunction(max, DateTime64(6, 'UTC')), pageviews SimpleAggregateFunction(sum, UInt64),
     autocaptures SimpleAggregateFunction(sum, UInt64)) ENGINE = AggregatingMergeTree ORDER BY (team_id, session_id)`,
]

const PEER_EVENTS = `INSERT INTO peer_events
  SELECT uuid, event, text, moment, 1, distinct_id, person_id, person_created_at,
    ${columns((name) => `JSONExtractString(text, '${name}')`)}
  FROM (${ROWS}) ${SETTINGS}`

const PEER_MORE = [
  `INSERT INTO peer_person SELECT id, team_id, created_at, '{"plan":"free"}', is_deleted, version FROM person`,
  `INSERT INTO peer_sessions SELECT team_id, \`mat_$session_id\`, min(timestamp), max(timestamp),
     countIf(event = '$pageview'), countIf(event = '$autocapture') FROM peer_events GROUP BY team_id, \`mat_$session_id\``,
]

/**
 * Stores so many events up to this moment (of midnight), both ways, and merges them: into one part a month, as on a server
 * where nothing has come for a day, or as far as the engine comes by itself where that would take too long.
 */
export async function seed(clickhouse, events, end_ms) {
  const { rows } = await clickhouse.rows('SELECT count() FROM events')
  if (Number(rows[0][0]) > 0) return // a directory that was kept
  const world = { people: Math.max(1, Math.floor(events / PER_PERSON)), end: end_ms / 1000 }
  for (const sql of PEER_TABLES) await clickhouse.command(sql)
  let made = events
  while (made > MOST_MADE) made = Math.floor(made / 2)
  for (let first = 0; first < made; first += CHUNK) {
    const chunk = { ...world, first, count: Math.min(CHUNK, made - first) }
    await clickhouse.command(EVENTS, chunk)
    await clickhouse.command(PEER_EVENTS, chunk)
  }
  for (let times = 1; times < events / made; times *= 2)
    for (const table of ['events', 'peer_events'])
      await clickhouse.command(copyOf(table), { times, seconds: times * COPY_SECONDS })
  for (const sql of PERSONS) await clickhouse.command(sql, world)
  for (const sql of PEER_MORE) await clickhouse.command(sql)
  if (made === events)
    for (const table of ['events', 'peer_events']) await clickhouse.command(`OPTIMIZE TABLE ${table} FINAL`)
  await untilMerged(clickhouse)
}

/** All there is once more, as other events, of the same people in the same sessions. */
const copyOf = (table) => `INSERT INTO ${table} SELECT * REPLACE (
    reinterpretAsUUID(sipHash128(uuid, {times:UInt64})) AS uuid,
    timestamp + toIntervalSecond({seconds:Int64}) + toIntervalMicrosecond(1) AS timestamp)
  FROM ${table} ${SETTINGS}`

const QUIET_MS = 1_500
const MOST_MS = 120_000

/** Until no merge was seen for a while. */
async function untilMerged(clickhouse) {
  const began = Date.now()
  let quiet = Date.now()
  while (Date.now() - quiet < QUIET_MS && Date.now() - began < MOST_MS) {
    const { rows } = await clickhouse.rows('SELECT count() FROM system.merges')
    if (Number(rows[0][0]) > 0) quiet = Date.now()
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
