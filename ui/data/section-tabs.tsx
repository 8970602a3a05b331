import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useProjectId } from '../shell/project.ts'
import './section-tabs.css'

const TABS = {
  data: [
    { to: '/project/$projectId/events', words: 'Events' },
    { to: '/project/$projectId/events/properties', words: 'Properties' },
    { to: '/project/$projectId/events/property-groups', words: 'Property groups' },
    { to: '/project/$projectId/events/actions', words: 'Actions' },
    { to: '/project/$projectId/events/annotations', words: 'Annotations' },
    { to: '/project/$projectId/events/warnings', words: 'Warnings' },
  ],
  people: [
    { to: '/project/$projectId/people', words: 'Persons' },
    { to: '/project/$projectId/people/cohorts', words: 'Cohorts' },
    { to: '/project/$projectId/people/groups', words: 'Groups' },
  ],
} as const

const LABELS = { data: 'About the data', people: 'About people' }

interface SectionTabsProps {
  room: keyof typeof TABS
  /** The tab to which a page below it belongs. */
  within?: string
}

/** The parts of a room: where one is, and the way to the others. */
export function SectionTabs({ room, within }: SectionTabsProps) {
  const projectId = String(useProjectId())
  const tabs = useRef<HTMLElement>(null)
  // On a phone not all tabs fit: the one where one is must be among those that are seen.
  useEffect(() => {
    const here = tabs.current?.querySelector<HTMLElement>('[aria-current]')
    if (here && tabs.current)
      tabs.current.scrollLeft = here.offsetLeft - tabs.current.clientWidth / 2 + here.offsetWidth / 2
  })
  return (
    <nav ref={tabs} className="section-tabs" aria-label={LABELS[room]}>
      {TABS[room].map(({ to, words }) => (
        <Link
          key={to}
          to={to}
          params={{ projectId }}
          className="section-tab"
          {...(words === within ? { 'aria-current': 'true' as const } : {})}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {words}
        </Link>
      ))}
    </nav>
  )
}
