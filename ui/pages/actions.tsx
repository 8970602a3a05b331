import { SectionTabs } from '../data/section-tabs.tsx'

export function ActionsPage() {
  return (
    <div className="page">
      <title>Actions – Hoglet</title>
      <SectionTabs />
    </div>
  )
}
