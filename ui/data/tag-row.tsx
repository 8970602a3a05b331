import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { tagsQuery } from '../api/definitions.ts'
import { Combobox } from '../kit/combobox.tsx'
import { Icon } from '../kit/icon.tsx'
import { toast } from '../kit/toast.tsx'
import './tag-row.css'

interface TagRowProps {
  project: number
  /** What carries them, for those who hear the page. */
  label: string
  tags: readonly string[]
  /** A tag as the way to everything that carries it. */
  link: (tag: string) => ReactNode
  onSave: (tags: string[]) => Promise<unknown>
}

/** The tags of one thing: each leads to all that carry it, one click takes it off, another adds one. */
export function TagRow({ project, label, tags, link, onSave }: TagRowProps) {
  const cache = useQueryClient()
  const { data: known = [] } = useQuery(tagsQuery(project))
  const [text, setText] = useState('')
  const save = useMutation({
    mutationFn: (next: string[]) => onSave(next),
    onSuccess: () => cache.invalidateQueries({ queryKey: tagsQuery(project).queryKey }),
  })
  const shown = save.isPending ? save.variables : tags
  const add = (typed: string) => {
    const tag = typed.trim().toLowerCase()
    if (tag !== '' && !shown.includes(tag)) save.mutate([...shown, tag])
  }
  const remove = (tag: string) => {
    save.mutate(
      shown.filter((one) => one !== tag),
      { onSuccess: () => toast(`Took “${tag}” off`, { undo: () => save.mutate([...shown]) }) },
    )
  }
  const typed = text.trim().toLowerCase()
  const choices = known.filter((tag) => !shown.includes(tag) && tag.includes(typed))
  return (
    <ul className="tag-row" aria-label={label}>
      {shown.map((tag) => (
        <li key={tag} className="tag-chip">
          {link(tag)}
          <button
            type="button"
            aria-label={`Take “${tag}” off`}
            title={`Take “${tag}” off`}
            onClick={() => remove(tag)}
          >
            <Icon name="close" size={12} />
          </button>
        </li>
      ))}
      <li>
        <Combobox
          label="Tag to add"
          free
          choices={choices.map((tag) => ({ value: tag, label: tag }))}
          onSearch={setText}
          onChoose={add}
          trigger={
            <button type="button" className="tag-add">
              <Icon name="plus" size={12} /> {shown.length === 0 ? 'Add tags' : 'Tag'}
            </button>
          }
        />
      </li>
    </ul>
  )
}
