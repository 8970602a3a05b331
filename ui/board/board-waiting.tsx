import './board-waiting.css'

/** A board on its way: head, bar and tiles, about where and as large as they will be. */
export const BoardWaiting = () => (
  <div className="board-waiting" aria-busy="true" role="status" aria-label="Loading">
    <div className="skeleton" data-part="name" />
    <div className="skeleton" data-part="note" />
    <div className="skeleton" data-part="bar" />
    {Array.from({ length: 4 }, (_, index) => (
      <div key={index} className="skeleton" data-part="tile" />
    ))}
  </div>
)
