import { Panel } from '../kit/dialog.tsx'
import { MOD } from './keys.ts'
import { ROOMS } from './rail.tsx'
import './shortcut-list.css'

const SHORTCUTS: [string, string][] = [
  [`${MOD} K`, 'Go anywhere, do anything'],
  ...ROOMS.map(({ keys, words }): [string, string] => [keys, words]),
  ['n', 'New board, insight, action, annotation, cohort or text tile, depending on where you are'],
  ['/', 'Search this page'],
  ['a', 'Add insights to the board'],
  ['e', 'Edit the board'],
  ['f', 'Full screen: the board on a wall'],
  ['s', 'Share the board or insight'],
  ['r', 'Refresh'],
  ['t', 'Show charts as tables'],
  ['← →', 'Walk through a focused chart'],
  ['m', 'Annotate the day reached in a chart'],
  ['Esc', 'Leave'],
  ['?', 'This list'],
]

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
