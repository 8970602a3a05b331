import type { Tool } from './tool.ts'
import { dashboardTools } from './tools/dashboards.ts'
import { schemaTools } from './tools/data-schema.ts'
import { eventTools, moreEventTools } from './tools/events.ts'
import { insightTools } from './tools/insights.ts'
import { propertyTools } from './tools/properties.ts'
import { queryTools } from './tools/queries.ts'
import { sharingTools } from './tools/sharing.ts'
import { tagTools } from './tools/tags.ts'
import { templateTools } from './tools/templates.ts'
import { tileTools } from './tools/tiles.ts'
import { workspaceTools } from './tools/workspace.ts'

/** Every tool, in the order in which clients are shown them. */
export const TOOLS: readonly Tool[] = [
  ...dashboardTools,
  ...tileTools,
  ...templateTools,
  ...eventTools,
  ...propertyTools,
  ...schemaTools,
  ...insightTools,
  ...queryTools,
  ...workspaceTools,
  ...moreEventTools,
  ...tagTools,
  ...sharingTools,
]

/** Other names of whole tools, of older clients. */
export const TOOL_ALIASES: Readonly<Record<string, string>> = {
  'insights-get-all': 'insights-list',
  'insight-create-from-query': 'insight-create',
}
