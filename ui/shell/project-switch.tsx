import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { projectsQuery } from '../api/account.ts'
import { Icon } from '../kit/icon.tsx'
import { Menu, MenuItem, MenuLine, MenuNote } from '../kit/menu.tsx'
import { Brand } from './brand.tsx'
import { useProject } from './project.ts'

/** Which project one looks at, and the way to another. */
export function ProjectSwitch() {
  const project = useProject()
  const { data: projects = [] } = useQuery(projectsQuery)
  const navigate = useNavigate()
  const trigger = (
    <button
      type="button"
      className="rail-item rail-project"
      title={project.name}
      aria-label={`Project: ${project.name}`}
    >
      <Brand />
      <span>{project.name}</span>
      <Icon name="chevron" size={14} />
    </button>
  )
  return (
    <Menu align="start" trigger={trigger}>
      <MenuNote>Projects</MenuNote>
      {projects.map(({ id, name }) => (
        <MenuItem
          key={id}
          chosen={id === project.id}
          onSelect={() => void navigate({ to: '/project/$projectId', params: { projectId: String(id) } })}
        >
          {name}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem
        icon="plus"
        onSelect={() => void navigate({ to: '/project/$projectId/start', params: { projectId: String(project.id) } })}
      >
        Send events here
      </MenuItem>
    </Menu>
  )
}
