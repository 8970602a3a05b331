import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const cwd = fileURLToPath(new URL('.', import.meta.url))
const files = readdirSync(cwd, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|tsx|css)$/.test(path))
  .map((path) => ({ path, text: readFileSync(`${cwd}${path}`, 'utf8') }))
const isCode = (path: string) => !path.endsWith('.css') && !path.endsWith('.test.ts')
const names = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name ?? ''))]

it('names every class that it styles', () => {
  const words = new Set(files.flatMap(({ path, text }) => (isCode(path) ? names(text, /([\w-]+)/g) : [])))
  const styled = files.flatMap(({ path, text }) =>
    path.endsWith('.css') ? names(text.replace(/"[^"]*"|\/\*.*?\*\//gs, ''), /\.([a-z][\w-]*)/g) : [],
  )
  // The grid gives these to its own elements.
  const isOthers = (name: string) => /^react-(grid|resizable|draggable)-/.test(name)
  expect(styled.filter((name) => !words.has(name) && !isOthers(name))).toEqual([])
})

it('exports what is imported', () => {
  const users = new Map<string, Set<string>>()
  for (const { path, text } of files)
    for (const word of names(text, /(\w+)/g)) users.set(word, (users.get(word) ?? new Set()).add(path))
  const alone = files.flatMap(({ text }) =>
    names(text, /^export (?:async )?(?:function\*?|const|class|interface|type) (\w+)/gm).filter(
      (name) => users.get(name)?.size === 1,
    ),
  )
  expect(alone).toEqual([])
})
