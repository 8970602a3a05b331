export function InsightPage() {
  return <div className="page">Insight</div>
}
