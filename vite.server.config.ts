import { dirname, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { licenses } from './scripts/licenses.ts'

const src = fileURLToPath(new URL('src', import.meta.url))

/** The program, and what the benchmark and the build take of it by itself. */
export const ENTRIES = [
  'main',
  'app',
  'capture/event-blocks',
  'capture/normalize',
  'clickhouse/embedded',
  'clickhouse/migrate',
  'lib/log',
  'lib/sql-file',
  'persons/person',
  'persons/person-change',
  'postgres/migration-files',
]

/**
 * What a file names relative to itself (workers, migrations) is copied to where it is in the sources, wherever the code goes.
 * Lines stay as they are, so source maps hold (`map: null`).
 */
function ownUrls(): Plugin {
  return {
    name: 'own-urls',
    enforce: 'pre',
    transform: (code, id) =>
      id.startsWith(src) && code.includes('import.meta.url')
        ? { code: code.replaceAll('import.meta.url', `__urlOf("${relative(src, id)}")`), map: null }
        : undefined,
    renderChunk(code, { fileName }) {
      const urlOf = (_: string, path: string) => `new URL("${relative(dirname(fileName), path)}", import.meta.url).href`
      return { code: code.replaceAll(/__urlOf\("([^"]+)"\)/g, urlOf), map: null }
    },
  }
}

/**
 * The server is built into few files: one of what is always needed, others of what commands and features load by
 * themselves. With it go the packages that every start loads, of some 400 files: to find and open these, and our own as
 * many, took a third of a start.
 */
export default defineConfig({
  plugins: [ownUrls(), licenses()],
  ssr: { noExternal: ['hono', '@hono/node-server', 'kysely', 'lossless-json', 'zod'] },
  build: {
    ssr: true,
    outDir: 'dist',
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'node20',
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: Object.fromEntries(ENTRIES.map((name) => [name, `src/${name}.ts`])),
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
})
