import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { wordsFor } from '../api/client.ts'
import {
  changeSharing,
  rereadPublic,
  rotateLink,
  type Shareable,
  type Sharing,
  type SharingChange,
  sharingQuery,
} from '../api/sharing.ts'
import { Button } from '../kit/button.tsx'
import { CopyButton } from '../kit/copy-button.tsx'
import { Panel } from '../kit/dialog.tsx'
import { Field, Input } from '../kit/field.tsx'
import { SkeletonRows } from '../kit/notes.tsx'
import { Switch } from '../kit/switch.tsx'
import { toast } from '../kit/toast.tsx'
import { ShareLook } from './share-look.tsx'
import { SharePasswords } from './share-passwords.tsx'
import './share-dialog.css'

interface ShareDialogProps {
  what: Shareable
  name: string
  /** Words about what on it might be better kept among ourselves. */
  warning: string | undefined
  open: boolean
  onClose: () => void
}

/** The public link: on or off, its address, its lock, and how the page looks. */
export function ShareDialog({ what, name, warning, open, onClose }: ShareDialogProps) {
  return (
    <Panel
      title={`Share “${name}”`}
      note="Whoever opens the link needs no account."
      open={open}
      onClose={onClose}
      look="sheet"
    >
      <ShareForm what={what} warning={warning} />
    </Panel>
  )
}

function ShareForm({ what, warning }: Pick<ShareDialogProps, 'what' | 'warning'>) {
  const cache = useQueryClient()
  const stored = sharingQuery(what)
  const { data: sharing, error } = useQuery(stored)
  const put = (next: Sharing) => {
    cache.setQueryData(stored.queryKey, next)
    void rereadPublic(cache, what.project)
  }
  const change = useMutation({ mutationFn: (body: SharingChange) => changeSharing(what, body), onSuccess: put })
  const rotate = useMutation({
    mutationFn: () => rotateLink(what),
    onSuccess: (next) => {
      put(next)
      toast('New link made. The old one works for five more minutes')
    },
  })
  if (error) return <p className="field-error">{wordsFor(error)}</p>
  if (!sharing) return <SkeletonRows count={3} height={40} />
  const link = `${window.location.origin}/shared/${sharing.access_token}`
  const embed = `<iframe src="${window.location.origin}/embedded/${sharing.access_token}" width="100%" height="600" frameborder="0"></iframe>`
  return (
    <div className="stack">
      {warning && <p className="share-warning">{warning}</p>}
      <Switch
        label="Public link"
        note={sharing.enabled ? 'Switching it off kills the link for good.' : 'Nobody outside can look yet.'}
        checked={sharing.enabled}
        onChange={(enabled) => change.mutate({ enabled })}
      />
      {sharing.enabled && (
        <>
          <Field label="Link">
            {(ids) => (
              <div className="share-line">
                <Input {...ids} readOnly value={link} onFocus={(event) => event.target.select()} />
                <CopyButton text={link} />
              </div>
            )}
          </Field>
          <div className="share-actions">
            <a className="button" data-look="plain" href={link} target="_blank" rel="noopener">
              Open
            </a>
            <CopyButton text={embed} label="Copy embed code" />
            <Button icon="refresh" busy={rotate.isPending} onClick={() => rotate.mutate()}>
              New link
            </Button>
          </div>
          {sharing.guessing_blocked && (
            <p className="share-warning" role="alert">
              Somebody is guessing passwords: strangers are no longer heard today. A new link ends it.
            </p>
          )}
          <SharePasswords
            what={what}
            sharing={sharing}
            onRequire={(password_required) => change.mutate({ password_required })}
            onChange={put}
          />
          <ShareLook
            what={what}
            settings={sharing.settings ?? {}}
            onChange={(settings) => change.mutate({ settings: { ...sharing.settings, ...settings } })}
          />
        </>
      )}
    </div>
  )
}
