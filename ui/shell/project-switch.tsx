import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ADMINISTRATOR, meQuery, projectsQuery } from '../api/account.ts'
import { Icon } from '../kit/icon.tsx'
import { Menu, MenuItem, MenuLine, MenuNote } from '../kit/menu.tsx'
import { Brand } from './brand.tsx'
import { NewProject } from './new-project.tsx'
import { useProject } from './project.ts'

/** Which project one looks at, the way to another, and to a new one. */
export function ProjectSwitch() {
  const project = useProject()
  const { data: projects = [] } = useQuery(projectsQuery)
  const { data: me } = useQuery(meQuery)
  const navigate = useNavigate()
  const [making, setMaking] = useState(false)
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
    <>
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
        {(me?.organization?.membership_level ?? 0) >= ADMINISTRATOR && (
          <MenuItem icon="plus" onSelect={() => setMaking(true)}>
            New project
          </MenuItem>
        )}
      </Menu>
      <NewProject open={making} onClose={() => setMaking(false)} />
    </>
  )
}
