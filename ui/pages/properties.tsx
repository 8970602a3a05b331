import { SectionTabs } from '../data/section-tabs.tsx'

export function PropertiesPage() {
  return (
    <div className="page">
      <title>Properties – Hoglet</title>
      <SectionTabs />
    </div>
  )
}
