import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import './layers.css'

interface MenuProps {
  trigger: ReactNode
  children: ReactNode
  align?: 'start' | 'end'
}

export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align={align} sideOffset={4} collisionPadding={8}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

interface ItemProps {
  icon?: IconName
  tone?: 'danger'
  chosen?: boolean
  disabled?: boolean
  /** The shortcut that does the same. */
  keys?: string
  onSelect: () => void
  children: ReactNode
}

export function MenuItem({ icon, tone, chosen, disabled = false, keys, onSelect, children }: ItemProps) {
  return (
    <DropdownMenu.Item className="menu-item" data-tone={tone} disabled={disabled} onSelect={onSelect}>
      {icon && <Icon name={icon} />}
      <span className="clip">{children}</span>
      {keys && (
        <>
          <span className="spacer" />
          <kbd>{keys}</kbd>
        </>
      )}
      {chosen && (
        <>
          <span className="spacer" />
          <Icon name="check" />
        </>
      )}
    </DropdownMenu.Item>
  )
}

export const MenuNote = ({ children }: { children: ReactNode }) => (
  <DropdownMenu.Label className="menu-note">{children}</DropdownMenu.Label>
)

export const MenuLine = () => <DropdownMenu.Separator className="menu-line" />
