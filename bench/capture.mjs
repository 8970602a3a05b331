// Events a second, acknowledged through HTTP, beside the raw engine inserting the very same rows. The clients run in
// this process, on the same cores as the server: what they cost is part of the figure.
import { Agent, request } from 'node:http'
import { benchEvent } from './events.mjs'
import { percentile } from './machine.mjs'
import { TOKEN } from './server.mjs'

export const CASES = [
  { clients: 1, batch: 1 },
  { clients: 1, batch: 100 },
  { clients: 1, batch: 1000 },
  { clients: 16, batch: 1 },
  { clients: 16, batch: 100 },
  { clients: 16, batch: 1000 },
]

function post(agent, url, body) {
  return new Promise((resolve, reject) => {
    const sending = request(
      url,
      { method: 'POST', agent, headers: { 'content-type': 'application/json' } },
      (reply) => {
        reply.resume()
        reply.on('end', () => resolve(reply.statusCode))
      },
    )
    sending.on('error', reject)
    sending.end(body)
  })
}

/** Runs one case for some seconds; `named` may give events other names. */
export async function runCase(server, { clients, batch, named = (event) => event }, seconds) {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  let [count, refused, next] = [0, 0, Math.floor(Math.random() * 1e6)]
  const waits = []
  let until = performance.now() + 1_500 // warm-up: persons are made, code is compiled
  const client = async () => {
    while (performance.now() < until) {
      const events = Array.from({ length: batch }, () => named(benchEvent(next++)))
      const body = Buffer.from(JSON.stringify({ api_key: TOKEN, batch: events }))
      const began = performance.now()
      const status = await post(agent, `${server.url}/batch/`, body)
      waits.push(performance.now() - began)
      if (status === 200) count += batch
      else refused++
    }
  }
  const all = () => Promise.all(Array.from({ length: clients }, client))
  await all()
  await server.lag()
  waits.length = count = refused = 0
  const began = performance.now()
  until = began + seconds * 1000
  await all()
  const elapsed = (performance.now() - began) / 1000
  agent.destroy()
  const { p99: lag_p99, max: lag_max } = await server.lag()
  return {
    rate: count / elapsed,
    p50: percentile(waits, 0.5),
    p99: percentile(waits, 0.99),
    lag_p99,
    lag_max,
    refused,
  }
}
