import { useState } from 'react'
import { Button, IconButton } from './button.tsx'
import { copyText } from './copy-text.ts'
import { toast } from './toast.tsx'

const SAID_MS = 1_800

interface CopyButtonProps {
  text: string
  label?: string
  /** An icon alone, named by its label. */
  bare?: boolean
}

/** Copies and says so. */
export function CopyButton({ text, label = 'Copy', bare = false }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await copyText(text)
    } catch {
      toast('Your browser does not let this page copy. Select the text and copy it yourself.', { tone: 'danger' })
      return
    }
    setCopied(true)
    setTimeout(() => setCopied(false), SAID_MS)
  }
  const icon = copied ? 'check' : 'copy'
  if (bare) return <IconButton icon={icon} label={copied ? 'Copied' : label} onClick={() => void copy()} />
  return (
    <Button icon={icon} onClick={() => void copy()}>
      <span aria-live="polite">{copied ? 'Copied' : label}</span>
    </Button>
  )
}
