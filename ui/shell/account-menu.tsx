import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { meQuery, nameOfUser } from '../api/account.ts'
import { Menu, MenuItem, MenuLine, MenuNote } from '../kit/menu.tsx'
import { chooseTheme, useThemeChoice } from '../kit/theme.ts'
import { useLogOut } from './use-log-out.ts'

/** Who is logged in, how the page looks, and the way out. */
export function AccountMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { data: me } = useSuspenseQuery(meQuery)
  const theme = useThemeChoice()
  const navigate = useNavigate()
  const leave = useLogOut()
  /** Who came by a link and logs out needs another one from whoever runs the server. */
  const toPassword = (projectId: string) =>
    navigate({ to: '/project/$projectId/settings', params: { projectId }, hash: 'settings-account' })
  const name = nameOfUser(me)
  const trigger = (
    <button type="button" className="rail-item" title={`Account of ${me.email}`}>
      <span className="avatar" aria-hidden="true">
        {name.slice(0, 1)}
      </span>
      <span>{name}</span>
    </button>
  )
  return (
    <Menu align="start" trigger={trigger}>
      <MenuNote>{me.email}</MenuNote>
      {!me.has_password && me.team && (
        <MenuItem icon="warning" onSelect={() => void toPassword(String(me.team?.id))}>
          No password yet: choose one
        </MenuItem>
      )}
      <MenuItem icon="screen" chosen={theme === 'system'} onSelect={() => chooseTheme('system')}>
        Follow the system
      </MenuItem>
      <MenuItem icon="sun" chosen={theme === 'light'} onSelect={() => chooseTheme('light')}>
        Light
      </MenuItem>
      <MenuItem icon="moon" chosen={theme === 'dark'} onSelect={() => chooseTheme('dark')}>
        Dark
      </MenuItem>
      <MenuLine />
      <MenuItem icon="keyboard" onSelect={onShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuItem icon="out" onSelect={() => leave.mutate()}>
        Log out
      </MenuItem>
    </Menu>
  )
}
