import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

const BUILT = new URL('../dist/ui/', import.meta.url)
const FIRST_LOAD_BYTES = 300 * 1024
const FONT_BYTES = 50 * 1024

interface Chunk {
  file: string
  imports?: string[]
  dynamicImports?: string[]
}

const read = (file: string) => readFileSync(new URL(file, BUILT))

/** A chunk and everything it imports at once, each file counted once. */
function filesOf(manifest: Record<string, Chunk>, name: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[name]
  if (!chunk || seen.has(chunk.file)) return seen
  seen.add(chunk.file)
  for (const next of chunk.imports ?? []) filesOf(manifest, next, seen)
  return seen
}

const gzipped = (files: Iterable<string>) =>
  [...files].filter((file) => file.endsWith('.js')).reduce((total, file) => total + gzipSync(read(file)).length, 0)

describe.skipIf(!existsSync(new URL('.vite/manifest.json', BUILT)))('the built page', () => {
  const manifest: Record<string, Chunk> = JSON.parse(read('.vite/manifest.json').toString())
  const rooms = Object.keys(manifest).filter((name) => name.startsWith('pages/'))

  it.each(['index.html', ...rooms])('%s needs at most 300 KB of script before charts', (room) => {
    const files = filesOf(manifest, 'index.html')
    for (const file of filesOf(manifest, room)) files.add(file)
    expect(gzipped(files)).toBeLessThanOrEqual(FIRST_LOAD_BYTES)
  })

  it('loads charts only when one is drawn', () => {
    const charts = [...filesOf(manifest, 'charts/time-chart.tsx')]
    expect(charts.length).toBeGreaterThan(0)
    const first = new Set(['index.html', ...rooms].flatMap((room) => [...filesOf(manifest, room)]))
    expect(first).not.toContain(manifest['charts/time-chart.tsx']!.file)
  })

  it('preloads one small font and names no other host', () => {
    const html = read('index.html').toString()
    const font = /rel="preload"[^>]*href="\/([^"]+woff2)"/.exec(html)?.[1]
    expect(read(font ?? 'missing').length).toBeLessThanOrEqual(FONT_BYTES)
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//)
    for (const file of readdirSync(new URL('assets/', BUILT)).filter((name) => name.endsWith('.css'))) {
      expect(read(`assets/${file}`).toString(), file).not.toMatch(/url\(["']?(https?:)?\/\//)
    }
  })
})
