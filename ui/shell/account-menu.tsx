import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { logOut, meQuery } from '../api/account.ts'
import { Menu, MenuItem, MenuLine, MenuNote } from '../kit/menu.tsx'
import { chooseTheme, useThemeChoice } from '../kit/theme.ts'

/** Who is logged in, how the page looks, and the way out. */
export function AccountMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { data: me } = useSuspenseQuery(meQuery)
  const theme = useThemeChoice()
  const cache = useQueryClient()
  const leave = useMutation({ mutationFn: logOut, onSettled: () => cache.resetQueries() })
  const name = me.first_name || me.email
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
