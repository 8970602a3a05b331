import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { useEffect } from 'react'
import { projectsQuery } from '../api/account.ts'
import { dashboardsQuery } from '../api/dashboards.ts'
import { insightsQuery } from '../api/insights.ts'
import { kindIcon } from '../editor/displays.ts'
import { titleFor } from '../editor/sentence.ts'
import { Icon, type IconName } from '../kit/icon.tsx'
import { chooseTheme } from '../kit/theme.ts'
import { useProjectId } from './project.ts'
import { ROOMS } from './rail.tsx'
import '../kit/combobox.css'
import './palette.css'

interface PaletteProps {
  open: boolean
  onClose: () => void
  onShortcuts: () => void
}

interface Way {
  group: string
  words: string
  icon: IconName
  go: () => void
}

function useWays({ open, onShortcuts }: PaletteProps): Way[] {
  const id = useProjectId()
  const navigate = useNavigate()
  const { data: boards = [] } = useQuery({ ...dashboardsQuery(id), enabled: open })
  const { data: insights = [] } = useQuery({ ...insightsQuery(id), enabled: open })
  const { data: projects = [] } = useQuery({ ...projectsQuery, enabled: open })
  const params = { projectId: String(id) }
  return [
    ...ROOMS.map(({ to, words, icon }) => ({ group: 'Go to', words, icon, go: () => void navigate({ to, params }) })),
    {
      group: 'Do',
      words: 'New insight',
      icon: 'plus',
      go: () => void navigate({ to: '/project/$projectId/insights/$shortId', params: { ...params, shortId: 'new' } }),
    },
    {
      group: 'Do',
      words: 'New board',
      icon: 'plus',
      go: () => void navigate({ to: '/project/$projectId/dashboard', params, search: { create: true } }),
    },
    {
      group: 'Do',
      words: 'New action',
      icon: 'plus',
      go: () => void navigate({ to: '/project/$projectId/events/actions', params, search: { id: 'new' } }),
    },
    {
      group: 'Do',
      words: 'New cohort',
      icon: 'plus',
      go: () => void navigate({ to: '/project/$projectId/people/cohorts/$id', params: { ...params, id: 'new' } }),
    },
    {
      group: 'Do',
      words: 'New annotation',
      icon: 'plus',
      go: () => void navigate({ to: '/project/$projectId/events/annotations', params, search: { id: 'new' } }),
    },
    {
      group: 'Do',
      words: 'Send events: the snippet and the key',
      icon: 'copy',
      go: () => void navigate({ to: '/project/$projectId/start', params }),
    },
    { group: 'Do', words: 'Light theme', icon: 'sun', go: () => chooseTheme('light') },
    { group: 'Do', words: 'Dark theme', icon: 'moon', go: () => chooseTheme('dark') },
    { group: 'Do', words: 'Theme of the system', icon: 'screen', go: () => chooseTheme('system') },
    { group: 'Do', words: 'Keyboard shortcuts', icon: 'keyboard', go: onShortcuts },
    ...boards.map(
      (board): Way => ({
        group: 'Boards',
        words: board.name || 'Untitled board',
        icon: 'boards',
        go: () =>
          void navigate({
            to: '/project/$projectId/dashboard/$dashboardId',
            params: { ...params, dashboardId: String(board.id) },
          }),
      }),
    ),
    ...insights.map(
      (insight): Way => ({
        group: 'Insights',
        words: titleFor(insight),
        icon: kindIcon(insight.query),
        go: () =>
          void navigate({
            to: '/project/$projectId/insights/$shortId',
            params: { ...params, shortId: insight.short_id },
          }),
      }),
    ),
    ...projects
      .filter((project) => project.id !== id)
      .map(
        (project): Way => ({
          group: 'Projects',
          words: project.name,
          icon: 'external',
          go: () => void navigate({ to: '/project/$projectId', params: { projectId: String(project.id) } }),
        }),
      ),
  ]
}

/** Every typed word must occur; beginnings of names count most. */
function rank(value: string, typed: string): number {
  const text = value.toLowerCase()
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (!words.every((word) => text.includes(word))) return 0
  const [first = ''] = words
  if (text.startsWith(first)) return 1
  return text.includes(` ${first}`) ? 0.6 : 0.3
}

/** Who leaves the palette without a choice is where they were. */
function useWayBack(open: boolean): void {
  useEffect(() => {
    if (!open) return
    const before = document.activeElement
    return () => {
      // After the dialog has let go of the focus.
      setTimeout(() => {
        if (before instanceof HTMLElement && document.activeElement === document.body) before.focus()
      })
    }
  }, [open])
}

/** ⌘K: every room, board, insight and action by its name. */
export function Palette(props: PaletteProps) {
  const ways = useWays(props)
  useWayBack(props.open)
  const groups = [...new Set(ways.map((way) => way.group))]
  const choose = (way: Way) => {
    props.onClose()
    way.go()
  }
  return (
    <Command.Dialog
      open={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      label="Go anywhere, do anything"
      overlayClassName="veil"
      contentClassName="palette"
      filter={rank}
      loop
    >
      <Command.Input placeholder="Go anywhere, do anything" />
      <Command.List>
        <Command.Empty className="menu-note">Nothing by that name.</Command.Empty>
        {groups.map((group) => (
          <Command.Group key={group} heading={group}>
            {ways
              .filter((way) => way.group === group)
              .map((way, index) => (
                <Command.Item
                  key={`${way.words} ${index}`}
                  value={`${way.words} ${group} ${index}`}
                  onSelect={() => choose(way)}
                >
                  <Icon name={way.icon} />
                  <span className="clip">{way.words}</span>
                </Command.Item>
              ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command.Dialog>
  )
}
