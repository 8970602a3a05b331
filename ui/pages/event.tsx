import { SectionTabs } from '../data/section-tabs.tsx'

export function EventPage() {
  return (
    <div className="page">
      <title>Event – Hoglet</title>
      <SectionTabs />
    </div>
  )
}
