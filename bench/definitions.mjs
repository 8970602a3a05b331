// A hundred thousand event definitions: what capture loses while their names are new, and how long lists of them take.
import { runCase } from './capture.mjs'
import { percentile } from './machine.mjs'
import { KEY, TOKEN } from './server.mjs'

const CASE = { clients: 4, batch: 100 }
const ROUNDS = 15
const WORDS = ['checkout', 'cart', 'page', 'view', 'signup', 'invoice', 'plan', 'team', 'user', 'clicked', 'opened']
const nameOf = (n) => `${WORDS[n % 11]} ${WORDS[Math.floor(n / 11) % 11]} ${n}`

/** Sends the rest of the names as they are known from events: one event each. */
async function fill(server, count) {
  for (let from = 0; from < count; from += 1_000) {
    const batch = Array.from({ length: Math.min(1_000, count - from) }, (_, i) => ({
      event: nameOf(from + i),
      distinct_id: `person-${i % 500}`,
      properties: { plan: 'pro' },
    }))
    const reply = await fetch(`${server.url}/batch/`, {
      method: 'POST',
      body: JSON.stringify({ api_key: TOKEN, batch }),
    })
    if (reply.status !== 200) throw new Error(`capture answered ${reply.status}`)
  }
}

/** Known names, then names of which every tenth is new, at the same load. */
export async function newNames(server, seconds) {
  await runCase(server, CASE, seconds) // the first case pays for code and persons
  const known = await runCase(server, CASE, seconds)
  let fresh = 0
  const named = (event) => (++fresh % 10 === 0 ? { ...event, event: `new ${fresh}` } : event)
  const some = await runCase(server, { ...CASE, named }, seconds)
  return { known, some, ratio: some.rate / known.rate }
}

const LISTS = {
  'first page': '?limit=100',
  'by name': '?ordering=name',
  'page of 500': '?limit=500',
  'far page': '?offset=90000',
  'search, few found': '?search=invoice 999',
  'search, a word of a sixth': '?search=signup',
  'search, nothing found': '?search=zebra',
  'search, one letter': '?search=e',
  'custom, not stale': '?event_type=event_custom&exclude_stale=true',
  'one by name': 'by_name/?name=checkout checkout 0',
}

/** Median and slowest of each list, in milliseconds, over HTTP. */
export async function lists(server, count) {
  await fill(server, count)
  const get = async (path) => {
    const url = `${server.url}/api/projects/1/event_definitions/${path}`
    const reply = await fetch(url, { headers: { authorization: `Bearer ${KEY}` } })
    if (reply.status !== 200) throw new Error(`${path} answered ${reply.status}`)
    return reply.json()
  }
  while ((await get('?limit=1')).count < count) await new Promise((resolve) => setTimeout(resolve, 200))
  // The store tidies up once a minute; a project of this size has done so long ago.
  await new Promise((resolve) => setTimeout(resolve, 65_000))
  const rows = []
  for (const [what, path] of Object.entries(LISTS)) {
    const times = []
    for (let i = 0; i < ROUNDS; i++) {
      const began = performance.now()
      await get(path)
      times.push(performance.now() - began)
    }
    rows.push({ what, median: percentile(times, 0.5), max: Math.max(...times) })
  }
  return rows
}
