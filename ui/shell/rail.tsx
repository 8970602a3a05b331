import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { IconButton } from '../kit/button.tsx'
import { Icon, type IconName } from '../kit/icon.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'
import { AccountMenu } from './account-menu.tsx'
import { MOD, useShortcut } from './keys.ts'
import { useProjectId } from './project.ts'
import { ProjectSwitch } from './project-switch.tsx'
import './rail.css'

export const ROOMS = [
  { to: '/project/$projectId/dashboard', words: 'Boards', icon: 'boards', keys: 'g b' },
  { to: '/project/$projectId/insights', words: 'Insights', icon: 'insights', keys: 'g i' },
  { to: '/project/$projectId/live', words: 'Live', icon: 'live', keys: 'g l' },
  { to: '/project/$projectId/events', words: 'Events', icon: 'events', keys: 'g e' },
  { to: '/project/$projectId/people', words: 'People', icon: 'people', keys: 'g p' },
  { to: '/project/$projectId/sql', words: 'SQL', icon: 'sql', keys: 'g s' },
  { to: '/project/$projectId/settings', words: 'Settings', icon: 'settings', keys: 'g ,' },
] as const satisfies { to: string; words: string; icon: IconName; keys: string }[]

/** A phone's bar holds as many as a thumb can tell apart; these stand behind “More” there. */
const BEHIND_MORE: ReadonlySet<string> = new Set(['SQL', 'Settings'])

const KEY = 'hoglet-rail'

interface RailProps {
  onPalette: () => void
  onShortcuts: () => void
}

/** The way around: rooms with their names, as icons where it is narrow, as a bar below on a phone. */
export function Rail({ onPalette, onShortcuts }: RailProps) {
  const [folded, setFolded] = useState(() => localStorage.getItem(KEY) === 'folded')
  const fold = () => {
    localStorage.setItem(KEY, folded ? 'open' : 'folded')
    setFolded(!folded)
  }
  return (
    <aside className="rail" data-folded={folded || undefined}>
      <ProjectSwitch />
      <button type="button" className="rail-item rail-search" onClick={onPalette} title={`Go anywhere (${MOD} K)`}>
        <Icon name="search" size={18} />
        <span>Go to…</span>
        <kbd>{MOD} K</kbd>
      </button>
      <nav aria-label="Rooms" className="rail-rooms">
        {ROOMS.map((room) => (
          <Room key={room.to} {...room} />
        ))}
        <More onPalette={onPalette} />
      </nav>
      <div className="rail-foot">
        <AccountMenu onShortcuts={onShortcuts} />
        <IconButton
          icon="rail"
          label={folded ? 'Show names' : 'Show icons only'}
          className="rail-fold"
          onClick={fold}
        />
      </div>
    </aside>
  )
}

/** The way to a room, by a click or by its keys. */
function Room({ to, words, icon, keys }: (typeof ROOMS)[number]) {
  const params = { projectId: String(useProjectId()) }
  const navigate = useNavigate()
  useShortcut(keys, () => void navigate({ to, params }))
  return (
    <Link
      to={to}
      params={params}
      className="rail-item"
      data-wide={BEHIND_MORE.has(words) || undefined}
      title={`${words} (${keys})`}
    >
      <Icon name={icon} size={18} />
      <span>{words}</span>
    </Link>
  )
}

/** Only on a phone: the search, and the rooms that the bar has no place for. */
function More({ onPalette }: Pick<RailProps, 'onPalette'>) {
  const params = { projectId: String(useProjectId()) }
  const navigate = useNavigate()
  const path = useLocation({ select: ({ pathname }) => pathname })
  const rooms = ROOMS.filter(({ words }) => BEHIND_MORE.has(words))
  const isIn = (to: string) => path.startsWith(to.replace('$projectId', params.projectId))
  const trigger = (
    <button type="button" className="rail-item rail-more" data-status={rooms.some(({ to }) => isIn(to)) && 'active'}>
      <Icon name="more" size={18} />
      <span>More</span>
    </button>
  )
  return (
    <Menu align="end" trigger={trigger}>
      <MenuItem icon="search" onSelect={onPalette}>
        Go to…
      </MenuItem>
      {rooms.map(({ to, words, icon }) => (
        <MenuItem key={to} icon={icon} chosen={isIn(to)} onSelect={() => void navigate({ to, params })}>
          {words}
        </MenuItem>
      ))}
    </Menu>
  )
}
