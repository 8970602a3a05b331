export function EventsPage() {
  return <div className="page">Events</div>
}
