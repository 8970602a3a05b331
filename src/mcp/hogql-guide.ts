/** For agents: what somebody who knows SQL has to know besides. */
export const HOGQL_GUIDE = `# HogQL

ClickHouse's SELECT, read-only, of one project. Columns are typed; times are in the project's time zone.

## Tables
- \`events\`: uuid, event, timestamp, distinct_id, person_id, properties, elements_chain, \`$session_id\`; \`person.properties.x\` and \`session.x\` join by themselves.
- \`persons\`: id, created_at, properties, is_identified. \`groups\`: index, key, properties. \`sessions\`: session_id, \`$start_timestamp\`, \`$end_timestamp\`, \`$session_duration\`, \`$entry_current_url\`.
- \`cohort_people\`, \`person_distinct_ids\`, \`numbers(n)\`.
- \`system.insights\`, \`system.dashboards\`, \`system.cohorts\`, \`system.actions\`, \`system.annotations\`, \`system.event_definitions\` and their like: what people made here.

## Properties
- \`properties.plan\`, or \`properties.\\\`odd name\\\`\`; nested: \`properties.a.b\`. Numbers, booleans and dates have the type of their definition; what is missing is NULL.
- Count people with \`count(distinct person_id)\`, never by distinct_id: one person may have several.

## What is different
- Values: \`{name}\` placeholders with \`values\`; \`{filters}\` takes the dashboard's dates and properties.
- Without LIMIT 100 rows are answered.
- Dates: \`timestamp >= now() - interval 7 day\`, \`toStartOfWeek(timestamp)\`, \`dateDiff('day', a, b)\`.
- No INSERT, ALTER or DDL, no files, no URLs, none of ClickHouse's own tables.

## Examples
\`\`\`sql
select toStartOfDay(timestamp) as day, count(distinct person_id) as people
from events where event = 'signed up' and timestamp > now() - interval 30 day
group by day order by day

select properties.$browser as browser, count() as views
from events where event = '$pageview' group by browser order by views desc limit 10
\`\`\`
`
