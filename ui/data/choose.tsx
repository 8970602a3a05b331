import type { Selection } from './selection.ts'

/** The head of the column that chooses; `of` is how many rows can be chosen. */
export function ChooseAll({ of, selection }: { of: number; selection: Selection }) {
  return (
    <th scope="col" className="list-check">
      <input
        type="checkbox"
        aria-label="Choose all on this page"
        checked={of > 0 && selection.chosen.size === of}
        onChange={selection.all}
      />
    </th>
  )
}

/** The box that chooses one row, or with Shift all from the last one on. */
export function ChooseRow({ id, name, selection }: { id: string; name: string; selection: Selection }) {
  return (
    <input
      type="checkbox"
      className="list-above"
      aria-label={`Choose ${name}`}
      checked={selection.chosen.has(id)}
      onChange={() => undefined}
      onClick={(click) => selection.toggle(id, click.shiftKey)}
    />
  )
}
