import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { ENTRIES } from '../vite.server.config.ts'

const src = fileURLToPath(new URL('../src', import.meta.url))

/** Lower rooms never see higher ones; rooms of one floor do not see each other. */
const FLOORS: Record<string, number> = {
  lib: 0,
  schema: 1,
  hogql: 2,
  clickhouse: 3,
  postgres: 3,
  'language-model': 3,
  http: 4,
  'engines.ts': 4,
  'backup.ts': 4,
  accounts: 5,
  tags: 5,
  activity: 5.5,
  rights: 5.5,
  persons: 6,
  annotations: 6,
  actions: 6,
  cohorts: 6.5,
  definitions: 6.5,
  projects: 6.5,
  capture: 7,
  queries: 7,
  tiles: 8,
  insights: 9,
  dashboards: 10,
  sharing: 11,
  mcp: 11,
  demo: 11,
  'app.ts': 12,
  cli: 13,
  'main.ts': 14,
}

/** What is longer than a file should be, each until it is divided. The list may only shrink. */
const LONG_FILES: string[] = []

function filesOf(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return filesOf(path)
    return path.endsWith('.ts') && !path.endsWith('.d.ts') ? [path] : []
  })
}

const files = filesOf(src)
const sources = files.filter((path) => !path.endsWith('.test.ts'))
const roomOf = (path: string) => relative(src, path).split('/')[0] ?? ''
const importsOf = (path: string) =>
  [...readFileSync(path, 'utf8').matchAll(/^(?:import|export)[^'"]*?from '(\.[^']+)'/gms)].map(([, target = '']) =>
    resolve(dirname(path), target),
  )

test('imports go down', () => {
  const wrong = sources.flatMap((path) =>
    importsOf(path).flatMap((target) => {
      const [from, to] = [roomOf(path), roomOf(target)]
      if (from === to) return []
      const [upper, lower] = [FLOORS[from], FLOORS[to]]
      const down = upper !== undefined && lower !== undefined && lower < upper
      return down ? [] : [`${relative(src, path)} → ${relative(src, target)}`]
    }),
  )
  expect(wrong).toEqual([])
})

test('no circles', () => {
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (path: string, trail: string[]) => {
    if (trail.includes(path))
      circles.push([...trail.slice(trail.indexOf(path)), path].map((p) => relative(src, p)).join(' → '))
    if (done.has(path) || trail.includes(path)) return
    for (const target of importsOf(path)) if (target.endsWith('.ts')) visit(target, [...trail, path])
    done.add(path)
  }
  for (const path of sources) visit(path, [])
  expect(circles).toEqual([])
})

test('files stay short enough to be read at once', () => {
  const long = sources.filter((path) => readFileSync(path, 'utf8').split('\n').length > 401)
  expect(long.map((path) => relative(src, path)).sort()).toEqual([...LONG_FILES].sort())
})

test('the benchmark reads only files that are built', () => {
  const bench = fileURLToPath(new URL('../bench', import.meta.url))
  const scripts = readdirSync(bench, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.mjs'))
  const read = scripts.flatMap((path) =>
    [...readFileSync(join(bench, path), 'utf8').matchAll(/from '(?:\.\.\/)+dist\/([^']+)\.js'/g)].map(
      ([, file]) => file,
    ),
  )
  expect(read.length).toBeGreaterThan(5)
  for (const file of read) expect(ENTRIES).toContain(file)
})

test('the lockfile has what is optional for every platform, without which npm ci refuses to install', () => {
  const lockfile = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')
  const packages: Record<string, { optionalDependencies?: object }> = JSON.parse(lockfile).packages
  const optional = Object.values(packages).flatMap((one) => Object.keys(one.optionalDependencies ?? {}))
  expect(optional).toContain('@chdb/lib-darwin-arm64')
  for (const name of optional) expect(packages).toHaveProperty([`node_modules/${name}`])
})
