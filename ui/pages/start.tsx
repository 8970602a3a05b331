export function StartPage() {
  return <div className="page">Start</div>
}
