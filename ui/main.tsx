import '@fontsource-variable/inter/wght.css'
import './style/tokens.css'
import './style/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createCache } from './api/cache.ts'
import { startCutTexts } from './kit/cut-texts.ts'
import { createPageRouter } from './router.tsx'
import { startShortcuts } from './shell/keys.ts'

/** Links of agents, and of PostHog, carry the question behind the `#`; ours carry it in the search. */
function moveQuestionToSearch(): void {
  const text = /^#q=(.+)$/.exec(window.location.hash)?.[1]
  if (!text) return
  const { source, ...query } = JSON.parse(decodeURIComponent(text))
  const search = `?q=${encodeURIComponent(JSON.stringify(source ?? query))}`
  window.history.replaceState(null, '', `${window.location.pathname}${search}`)
}

/** A name such as `$pageview`, typed or pasted as it is: the router would take it for a placeholder of its own. */
function spellDollars(): void {
  const { pathname, search, hash } = window.location
  if (pathname.includes('$')) window.history.replaceState(null, '', pathname.replaceAll('$', '%24') + search + hash)
}

spellDollars()
try {
  moveQuestionToSearch()
} catch {
  // What cannot be read is no question: the editor opens empty.
}
const cache = createCache()
const router = createPageRouter()
startShortcuts()
startCutTexts()

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={cache}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  )
}
