import '@fontsource-variable/inter/wght.css'
import './style/tokens.css'
import './style/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createCache } from './api/cache.ts'
import { createPageRouter } from './router.tsx'
import { startShortcuts } from './shell/keys.ts'

const cache = createCache()
const router = createPageRouter()
startShortcuts()

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
