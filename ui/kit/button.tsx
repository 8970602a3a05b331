import { type ComponentProps, type MouseEvent, useEffect, useRef } from 'react'
import { Icon, type IconName } from './icon.tsx'
import './button.css'

interface ButtonProps extends ComponentProps<'button'> {
  look?: 'primary' | 'plain' | 'quiet' | 'danger'
  icon?: IconName
  /** Given where a click starts something: while that lasts, and right after a click or Enter, it starts no other. */
  busy?: boolean
}

/** What a click starts says that it is busy a few milliseconds later; nobody mends what was refused so fast. */
const TWICE_MS = 50

/** A click that starts something once; of a button that starts nothing, every click counts. */
function useOneClick(busy: boolean | undefined, onClick: ButtonProps['onClick']) {
  const last = useRef(Number.NEGATIVE_INFINITY)
  // What has begun guards itself, and what has ended may begin again at once.
  useEffect(() => {
    if (busy) last.current = Number.NEGATIVE_INFINITY
  }, [busy])
  return (event: MouseEvent<HTMLButtonElement>) => {
    const again = event.detail > 1 || event.timeStamp - last.current < TWICE_MS
    last.current = event.timeStamp
    if (busy || (busy === false && again)) event.preventDefault()
    else onClick?.(event)
  }
}

/** A button with words. While busy it keeps its width and its words. */
export function Button({ look = 'plain', icon, busy, onClick, children, className = '', ...rest }: ButtonProps) {
  const click = useOneClick(busy, onClick)
  return (
    <button
      type="button"
      {...rest}
      onClick={click}
      className={`button ${className}`}
      data-look={look}
      aria-busy={busy || undefined}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

interface IconButtonProps extends ComponentProps<'button'> {
  icon: IconName
  label: string
  size?: number
  /**
   * Given where a click takes a row away: the second click of two would hit the row that moves into its place.
   */
  busy?: boolean
}

/** A button that is only a sign: its label is read aloud and shown on hover. */
export function IconButton({ icon, label, size = 16, busy, onClick, className = '', ...rest }: IconButtonProps) {
  const click = useOneClick(busy, onClick)
  return (
    <button
      type="button"
      title={label}
      {...rest}
      onClick={click}
      className={`icon-button ${className}`}
      aria-label={label}
      aria-busy={busy || undefined}
    >
      <Icon name={icon} size={size} />
    </button>
  )
}
