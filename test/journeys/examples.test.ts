import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEY, Server, TOKEN } from '../support/server.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const server = new Server()
beforeAll(() => server.start(), 90_000)
afterAll(() => server.remove())

const example = async (command: string, file: string) => {
  const env = { ...process.env, HOGLET_URL: server.url, HOGLET_PROJECT_TOKEN: TOKEN, HOGLET_PERSONAL_API_KEY: KEY }
  return (await run(command, [`examples/${file}`], { cwd: root, env })).stdout.trim()
}

test('examples/node.mjs', async () => {
  expect(await example(process.execPath, 'node.mjs')).toBe('[["opened the report",1],["shared the report",1]]')
})

test('examples/board.sh', async () => {
  const { results } = JSON.parse(await example('bash', 'board.sh'))
  expect(results).toHaveLength(1)
  expect(results[0].insight.name).toBe('Sign-ups by plan')
  const [team] = results[0].insight.result
  expect([team.breakdown_value, team.count]).toEqual(['team', 1])
})

test('the commands of the README', async () => {
  const text = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
  const blocks = [...text.matchAll(/```sh\n(curl [\s\S]*?)```/g)].map(([, block = '']) =>
    block
      .replaceAll('http://127.0.0.1:8000', server.url)
      .replaceAll('<project API key>', TOKEN)
      .replaceAll('<personal API key>', KEY),
  )
  expect(blocks).toHaveLength(2)
  const answers: unknown[] = []
  for (const block of blocks)
    answers.push(JSON.parse((await run('bash', ['-c', block.replace('curl ', 'curl -sf ')])).stdout))
  expect(answers[0]).toEqual({ status: 'Ok' })
  expect(answers[1]).toMatchObject({ results: expect.arrayContaining([['hello', 1]]) })
})
