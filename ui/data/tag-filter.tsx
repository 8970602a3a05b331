import { Select } from '../kit/field.tsx'
import './tag-row.css'

/** Which tag a list is narrowed to, and how to change that. */
export interface Tagging {
  tag: string | undefined
  onTag: (tag: string | undefined) => void
}

interface TagSelectProps extends Tagging {
  /** What the list holds, each with its tags. */
  of: readonly { tags?: readonly string[] }[]
}

export const carries = (one: { tags?: readonly string[] }, tag: string | undefined) =>
  tag === undefined || (one.tags ?? []).includes(tag)

/** Which of the tags in a list must be carried; nothing where nothing is tagged. */
export function TagSelect({ of, tag, onTag }: TagSelectProps) {
  const names = [...new Set([...of.flatMap(({ tags = [] }) => tags), ...(tag === undefined ? [] : [tag])])].toSorted()
  if (names.length === 0) return null
  return (
    <div className="list-filters">
      <Select aria-label="Tag" value={tag ?? ''} onChange={({ target }) => onTag(target.value || undefined)}>
        <option value="">Any tag</option>
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
    </div>
  )
}

/** The tags of a row: a click shows only what carries it, another one everything again. */
export function TagButtons({ names, tag, onTag }: { names: readonly string[] } & Tagging) {
  return (
    <div className="tags">
      {names.map((name) => (
        <button
          key={name}
          type="button"
          className="tag"
          title={`Only what is tagged “${name}”`}
          aria-pressed={name === tag}
          onClick={() => onTag(name === tag ? undefined : name)}
        >
          {name}
        </button>
      ))}
    </div>
  )
}
