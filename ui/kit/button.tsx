import type { ComponentProps } from 'react'
import { Icon, type IconName } from './icon.tsx'
import './button.css'

interface ButtonProps extends ComponentProps<'button'> {
  look?: 'primary' | 'plain' | 'quiet' | 'danger'
  icon?: IconName
  busy?: boolean
}

/** A button with words. While busy it keeps its width and its words. */
export function Button({ look = 'plain', icon, busy = false, children, className = '', ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={`button ${className}`} data-look={look} aria-busy={busy || undefined}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

interface IconButtonProps extends ComponentProps<'button'> {
  icon: IconName
  label: string
  size?: number
}

/** A button that is only a sign: its label is read aloud and shown on hover. */
export function IconButton({ icon, label, size = 16, className = '', ...rest }: IconButtonProps) {
  return (
    <button type="button" title={label} {...rest} className={`icon-button ${className}`} aria-label={label}>
      <Icon name={icon} size={size} />
    </button>
  )
}
