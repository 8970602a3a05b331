import { lazy, Suspense, useState } from 'react'
import type { Shareable } from '../api/sharing.ts'
import { Button } from '../kit/button.tsx'
import { useShortcut } from '../shell/keys.ts'

const ShareDialog = lazy(() => import('./share-dialog.tsx').then((one) => ({ default: one.ShareDialog })))

interface ShareButtonProps {
  what: Shareable
  name: string
  warning: string | undefined
  shared: boolean
}

/** Opens what there is to say about the public link; `s` does the same. */
export function ShareButton({ what, name, warning, shared }: ShareButtonProps) {
  const [open, setOpen] = useState(false)
  useShortcut('s', () => setOpen(true))
  return (
    <>
      <Button icon="external" onClick={() => setOpen(true)} title="The public link (s)">
        {shared ? 'Shared' : 'Share'}
      </Button>
      <Suspense>
        {open && <ShareDialog what={what} name={name} warning={warning} open onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  )
}
