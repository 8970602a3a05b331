import { Panel } from '../kit/dialog.tsx'
import { SHORTCUTS } from './keys.ts'
import './shortcut-list.css'

export function ShortcutList({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Panel title="Keyboard shortcuts" open={open} onClose={onClose}>
      <dl className="shortcut-list">
        {SHORTCUTS.map(([keys, words]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
