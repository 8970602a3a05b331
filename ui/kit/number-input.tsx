import { type ComponentProps, useState } from 'react'
import { Input } from './field.tsx'

interface NumberInputProps extends Omit<ComponentProps<'input'>, 'type' | 'value' | 'onChange' | 'onBlur'> {
  value: number
  min: number
  max: number
  onChange: (value: number) => void
}

/** A whole number within bounds. On its way there it may be anything: of `14` the `1` is no answer, and changes nothing. */
export function NumberInput({ value, onChange, ...rest }: NumberInputProps) {
  const [typed, setTyped] = useState<string>()
  const type = (text: string) => {
    setTyped(text)
    const number = Number(text)
    if (Number.isInteger(number) && number >= rest.min && number <= rest.max) onChange(number)
  }
  return (
    <Input
      {...rest}
      type="number"
      value={typed ?? value}
      onChange={({ target }) => type(target.value)}
      onBlur={() => setTyped(undefined)}
    />
  )
}
