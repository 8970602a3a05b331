import { SectionTabs } from '../data/section-tabs.tsx'

export function WarningsPage() {
  return (
    <div className="page">
      <title>Warnings – Hoglet</title>
      <SectionTabs />
    </div>
  )
}
