import { Button } from '../kit/button.tsx'
import { CopyButton } from '../kit/copy-button.tsx'
import { Input } from '../kit/field.tsx'

/** What was just made, to be taken along. */
export function ToTakeAlong({
  note,
  label,
  text,
  onDone,
}: {
  note: string
  label: string
  text: string
  onDone: () => void
}) {
  return (
    <div className="stack" role="status">
      <p>{note}</p>
      <div className="settings-line">
        <Input readOnly aria-label={label} value={text} onFocus={({ target }) => target.select()} />
        <CopyButton text={text} />
      </div>
      <div className="dialog-foot">
        <Button look="primary" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  )
}
