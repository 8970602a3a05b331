import { useQuery } from '@tanstack/react-query'
import { type DashboardTemplate, templatesQuery } from '../api/templates.ts'
import './template-choice.css'

interface TemplateChoiceProps {
  project: number
  chosen: string | undefined
  onChoose: (template: DashboardTemplate | undefined) => void
}

/** What a new board begins with: nothing, or one of the templates. */
export function TemplateChoice({ project, chosen, onChoose }: TemplateChoiceProps) {
  const { data: templates = [] } = useQuery(templatesQuery(project))
  const option = (id: string, title: string, about: string, choose: () => void) => (
    <label key={id} className="template">
      <input type="radio" name="template" checked={(chosen ?? '') === id} onChange={choose} />
      <span>
        <span className="template-name">{title}</span>
        <span className="muted">{about}</span>
      </span>
    </label>
  )
  return (
    <fieldset className="templates">
      <legend>Begin with</legend>
      {option('', 'An empty board', 'Add insights and texts yourself.', () => onChoose(undefined))}
      {templates.map((template) =>
        option(
          template.id,
          template.template_name,
          template.dashboard_description || `${template.tiles.length} tiles`,
          () => onChoose(template),
        ),
      )}
    </fieldset>
  )
}
