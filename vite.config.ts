import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { licenses } from './scripts/licenses.ts'

const SERVER = process.env.HOGLET_URL ?? 'http://127.0.0.1:8000'
const SERVED_BY_THE_SERVER = [
  '/api',
  '/login/link',
  '/logout',
  '/e',
  '/i/v0',
  '/batch',
  '/capture',
  '/track',
  '/static',
  '/array',
  '/decide',
  '/flags',
  '/shared',
  '/embedded',
  '/mcp',
]

/** The first screen's letters come with the page: only the Latin file is asked for ahead of time. */
function preloadLatinFont(): Plugin {
  return {
    name: 'preload-latin-font',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const font = Object.keys(bundle ?? {}).find((file) => /inter-latin-wght-normal.*\.woff2$/.test(file))
        if (!font) return []
        const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `/${font}` }
        return [{ tag: 'link', attrs, injectTo: 'head' as const }]
      },
    },
  }
}

const LAYERS = '@layer vendor, tokens, base, kit, room;'

/** Style sheets of lazy rooms may arrive in any order; each says the order of the layers before anything else. */
function sayLayersFirst(): Plugin {
  return {
    name: 'say-layers-first',
    enforce: 'pre',
    transform: (code, id) => (/\/ui\/.*\.css$/.test(id) ? `${LAYERS}\n${code}` : undefined),
  }
}

// Exact segments only: a bare prefix such as `/e` would also swallow the page's own `/editor.tsx` in development.
const proxy = Object.fromEntries(
  SERVED_BY_THE_SERVER.map((path) => [`^${path}(/|\\?|$)`, { target: SERVER, changeOrigin: false }]),
)

const ui = fileURLToPath(new URL('ui', import.meta.url))

/** The page is built into `dist/ui`, where the server looks for it. */
export default defineConfig({
  root: ui,
  plugins: [react(), preloadLatinFont(), sayLayersFirst(), licenses()],
  build: {
    outDir: '../dist/ui',
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    // The app, and the page of public links, which loads none of it.
    rolldownOptions: { input: ['index.html', 'shared.html'].map((name) => join(ui, name)) },
  },
  server: { port: 5173, strictPort: true, proxy },
})
