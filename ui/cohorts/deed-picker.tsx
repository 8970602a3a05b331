import { SeriesPicker } from '../editor/series-picker.tsx'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { useProjectId } from '../shell/project.ts'
import { useNames } from './use-names.ts'

interface DeedPickerProps {
  /** What the choice is for, for those who hear the page. */
  label: string
  deed: string | number | null | undefined
  type: 'events' | 'actions'
  onChoose: (deed: string | number, type: 'events' | 'actions') => void
}

/** Something that people do: an event by its name, or an action. */
export function DeedPicker({ label, deed, type, onChoose }: DeedPickerProps) {
  const names = useNames(useProjectId())
  const shown = type === 'actions' ? names.action(Number(deed)) : String(deed ?? '')
  return (
    <SeriesPicker
      any={false}
      value={
        type === 'actions'
          ? { kind: 'ActionsNode', id: Number(deed) }
          : { kind: 'EventsNode', event: String(deed ?? '') }
      }
      onChoose={({ kind, id, event }) =>
        kind === 'ActionsNode' ? onChoose(Number(id), 'actions') : onChoose(event ?? '', 'events')
      }
      trigger={
        <Button className="criterion-what" aria-label={`${label}: ${shown || 'Choose an event'}`}>
          <span className="clip">{shown || 'Choose an event'}</span>
          <Icon name="chevron" size={14} />
        </Button>
      }
    />
  )
}
