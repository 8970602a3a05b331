import { type ComponentProps, useState } from 'react'
import { Input } from './field.tsx'

interface AppliedInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'onBlur' | 'onKeyDown'> {
  value: string
  onApply: (text: string) => void
}

interface Typed {
  text: string
  /** The value that it is typed over. */
  over: string
  /** Applied already; the value is on its way. */
  applied?: boolean
}

/** A text that counts when it is whole: with Enter, or when one leaves it. Another value from elsewhere takes its place. */
export function AppliedInput({ value, onApply, ...rest }: AppliedInputProps) {
  const [typed, setTyped] = useState<Typed>({ text: value, over: value })
  if (typed.over !== value) setTyped({ text: value, over: value })
  const apply = () => {
    const text = typed.text.trim()
    const isKept = text === value || (rest.required && text === '')
    setTyped(isKept ? { text: value, over: value } : { text, over: value, applied: true })
    if (!isKept && !typed.applied) onApply(text)
  }
  return (
    <Input
      spellCheck={false}
      autoComplete="off"
      {...rest}
      value={typed.text}
      onChange={({ target }) => setTyped({ text: target.value, over: value })}
      onBlur={apply}
      onKeyDown={({ key }) => key === 'Enter' && apply()}
    />
  )
}
