import { IconButton } from '../kit/button.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'

interface ExportMenuProps {
  disabled: boolean
  onImage: () => void
  onTable: () => void
}

/** A chart as a file: to look at, or to count with. */
export const ExportMenu = ({ disabled, onImage, onTable }: ExportMenuProps) => (
  <Menu trigger={<IconButton icon="download" label="Export" disabled={disabled} />}>
    <MenuItem icon="image" onSelect={onImage}>
      Export PNG
    </MenuItem>
    <MenuItem icon="table" onSelect={onTable}>
      Export CSV
    </MenuItem>
  </Menu>
)
