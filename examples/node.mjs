// Sends events with the unmodified posthog-node and asks for their number.
//   HOGLET_PROJECT_TOKEN=phc_… HOGLET_PERSONAL_API_KEY=phx_… node examples/node.mjs
import { PostHog } from 'posthog-node'

const host = process.env.HOGLET_URL ?? 'http://127.0.0.1:8000'
const posthog = new PostHog(process.env.HOGLET_PROJECT_TOKEN, { host })

posthog.identify({ distinctId: 'ada', properties: { email: 'ada@example.com', plan: 'team' } })
for (const name of ['opened the report', 'shared the report'])
  posthog.capture({ distinctId: 'ada', event: name, properties: { report: 'weekly' } })
await posthog.shutdown()

const reply = await fetch(`${host}/api/projects/@current/query/`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${process.env.HOGLET_PERSONAL_API_KEY}` },
  body: JSON.stringify({
    query: {
      kind: 'HogQLQuery',
      query: "select event, count() from events where properties.report = 'weekly' group by event order by event",
    },
    refresh: 'force_blocking',
  }),
})
console.log(JSON.stringify((await reply.json()).results))
