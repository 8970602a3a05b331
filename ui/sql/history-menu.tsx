import { Button } from '../kit/button.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'
import { readHistory } from './history.ts'

interface HistoryMenuProps {
  onChoose: (text: string) => void
}

const SHOWN = 12

/** What was run lately in this browser. */
export const HistoryMenu = (props: HistoryMenuProps) => (
  <Menu trigger={<Button icon="refresh">History</Button>}>
    <Questions {...props} />
  </Menu>
)

/** Made when the menu opens, and read then. */
function Questions({ onChoose }: HistoryMenuProps) {
  const questions = readHistory()
  if (questions.length === 0) return <p className="sql-nothing muted">What you run is kept here, in this browser.</p>
  return questions.slice(0, SHOWN).map((text) => (
    <MenuItem key={text} onSelect={() => onChoose(text)}>
      <span className="sql-old clip">{text.replace(/\s+/g, ' ')}</span>
    </MenuItem>
  ))
}
