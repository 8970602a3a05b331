import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Person, splitPerson } from '../api/people.ts'
import { Button } from '../kit/button.tsx'
import { Confirm } from '../kit/confirm.tsx'
import { CopyButton } from '../kit/copy-button.tsx'
import { Select } from '../kit/field.tsx'
import { toast } from '../kit/toast.tsx'

/** The ids under which a person sent events; a wrong merge is taken apart again. */
export function PersonIds({ project, person }: { project: number; person: Person }) {
  const { uuid, distinct_ids } = person
  const cache = useQueryClient()
  const [main, setMain] = useState<string>()
  const split = useMutation({
    mutationFn: (id: string) => splitPerson(project, uuid, id),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['persons', project] })
      setMain(undefined)
      toast('Split: each other id is a person of its own now')
    },
  })
  return (
    <section>
      <h2>Ids</h2>
      <ul className="person-ids">
        {distinct_ids.map((id) => (
          <li key={id}>
            <span className="clip" title={id}>
              {id}
            </span>
            <CopyButton text={id} label={`Copy ${id}`} bare />
          </li>
        ))}
      </ul>
      {distinct_ids.length > 1 && (
        <Button look="quiet" onClick={() => setMain(distinct_ids[0])}>
          Split the ids
        </Button>
      )}
      <Confirm
        title="Split this person?"
        note="The person keeps one id with what is known of them; each other id becomes a person of its own. Events stay where they are sent from."
        open={main !== undefined}
        onClose={() => setMain(undefined)}
        keep="Leave it"
        act="Split"
        busy={split.isPending}
        onAct={() => main !== undefined && split.mutate(main)}
      >
        <Select aria-label="The id that is kept" value={main} onChange={({ target }) => setMain(target.value)}>
          {distinct_ids.map((id) => (
            <option key={id}>{id}</option>
          ))}
        </Select>
      </Confirm>
    </section>
  )
}
