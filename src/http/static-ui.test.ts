import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

const HTML = 'text/html; charset=utf-8'
const JSON_TYPE = 'application/json'

async function open(path: string, accept: string): Promise<[status: number, type: string | null]> {
  const { status, headers } = await app.app.fetch(new Request(`http://hoglet.test${path}`, { headers: { accept } }))
  return [status, headers.get('content-type')]
}

test('every page of the app is served, whoever asks', async () => {
  const router = readFileSync('ui/router.tsx', 'utf8')
  const roots = [...router.matchAll(/getParentRoute: \(\) => root,\s+path: '([^']+)'/g)].map(([, path = '']) => path)
  expect(roots).toEqual(['/', '/login', '/signup/$inviteId', '/project/$projectId'])
  for (const path of [...roots, '/project/1/insights/abc', '/project/1/events/named/order.placed'])
    for (const accept of ['text/html,*/*;q=0.8', '*/*'])
      expect([path, await open(path, accept)]).toEqual([path, [200, HTML]])
})

test('where there is no page, programs are told so and people are shown it', async () => {
  for (const path of [
    '/sse',
    '/messages',
    '/mcp/sse',
    '/metrics',
    '/.well-known/oauth-authorization-server',
    '/insights/abc',
  ]) {
    for (const accept of ['text/event-stream', '*/*', 'application/json'])
      expect([path, await open(path, accept)]).toEqual([path, [404, JSON_TYPE]])
    expect([path, await open(path, 'text/html,*/*;q=0.8')]).toEqual([path, [404, HTML]])
  }
})

test('a file that is not there is no page, for anybody', async () => {
  for (const path of ['/assets/old-123.js', '/static/missing.js', '/robots.txt', '/index.php', '/api/nothing'])
    for (const accept of ['text/html,*/*;q=0.8', '*/*'])
      expect([path, await open(path, accept)]).toEqual([path, [404, JSON_TYPE]])
})
