export function LivePage() {
  return <div className="page">Live</div>
}
