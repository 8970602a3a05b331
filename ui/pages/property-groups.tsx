import { SectionTabs } from '../data/section-tabs.tsx'

export function PropertyGroupsPage() {
  return (
    <div className="page">
      <title>Property groups – Hoglet</title>
      <SectionTabs />
    </div>
  )
}
