import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useProjectId } from '../shell/project.ts'
import './section-tabs.css'

const TABS = [
  { to: '/project/$projectId/events', words: 'Events' },
  { to: '/project/$projectId/events/properties', words: 'Properties' },
  { to: '/project/$projectId/events/property-groups', words: 'Property groups' },
  { to: '/project/$projectId/events/actions', words: 'Actions' },
  { to: '/project/$projectId/events/warnings', words: 'Warnings' },
] as const

/** The rooms of what is known about the data: where one is, and the way to the others. */
export function SectionTabs() {
  const projectId = String(useProjectId())
  // An event's own page belongs to the list of events.
  const { pathname } = useLocation()
  const isNamed = pathname.includes('/events/named/')
  const tabs = useRef<HTMLElement>(null)
  // On a phone not all tabs fit: the one where one is must be among those that are seen.
  useEffect(() => {
    const here = tabs.current?.querySelector<HTMLElement>('[aria-current]')
    if (here && tabs.current)
      tabs.current.scrollLeft = here.offsetLeft - tabs.current.clientWidth / 2 + here.offsetWidth / 2
  })
  return (
    <nav ref={tabs} className="section-tabs" aria-label="About the data">
      {TABS.map(({ to, words }) => (
        <Link
          key={to}
          to={to}
          params={{ projectId }}
          className="section-tab"
          {...(isNamed && words === 'Events' ? { 'aria-current': 'true' as const } : {})}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {words}
        </Link>
      ))}
    </nav>
  )
}
