import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { projectQuery } from '../api/account.ts'
import { useServerAway } from '../api/cache.ts'
import { ApiError } from '../api/client.ts'
import { SkeletonRows } from '../kit/notes.tsx'
import { useShortcut } from './keys.ts'
import { NoProject } from './no-project.tsx'
import { Palette } from './palette.tsx'
import { useProjectId } from './project.ts'
import { Rail } from './rail.tsx'
import { ShortcutList } from './shortcut-list.tsx'
import './shell.css'

const focusSearch = () => document.querySelector<HTMLInputElement>('[data-search]')?.focus()

/** Rail, page, and what floats above every page. */
export function Shell() {
  const projectId = useProjectId()
  const [open, setOpen] = useState<'palette' | 'shortcuts'>()
  const away = useServerAway()
  const { error } = useQuery(projectQuery(projectId))
  const isGone = error instanceof ApiError && [403, 404].includes(error.status)
  useShortcut('/', focusSearch)
  useShortcut('mod+k', () => setOpen((now) => (now === 'palette' ? undefined : 'palette')))
  useShortcut('?', () => setOpen('shortcuts'))
  return (
    <div className="shell">
      <a className="skip" href="#page">
        Skip to the page
      </a>
      <Rail onPalette={() => setOpen('palette')} onShortcuts={() => setOpen('shortcuts')} />
      <main id="page" className="shell-page" tabIndex={-1}>
        {away && (
          <p className="away" role="status">
            The server is not answering. What you see stays; the page tries again by itself.
          </p>
        )}
        <Suspense fallback={<SkeletonRows />}>{isGone ? <NoProject /> : <Outlet key={projectId} />}</Suspense>
      </main>
      <Palette open={open === 'palette'} onClose={() => setOpen(undefined)} onShortcuts={() => setOpen('shortcuts')} />
      <ShortcutList open={open === 'shortcuts'} onClose={() => setOpen(undefined)} />
    </div>
  )
}
