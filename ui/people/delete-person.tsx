import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { deletePerson, type Person } from '../api/people.ts'
import { Button } from '../kit/button.tsx'
import { Confirm } from '../kit/confirm.tsx'
import { toast } from '../kit/toast.tsx'
import './delete-person.css'

/** Deletes a person, with their events when that is wanted. */
export function DeletePerson({ project, person }: { project: number; person: Person }) {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const [events, setEvents] = useState(false)
  const remove = useMutation({
    mutationFn: () => deletePerson(project, person.uuid, events),
    onSuccess: async () => {
      await navigate({ to: '/project/$projectId/people', params: { projectId: String(project) } })
      cache.removeQueries({ queryKey: ['persons', project, 'one', person.uuid] })
      await cache.invalidateQueries({ queryKey: ['persons', project] })
      toast(events ? `Deleted ${person.name} and their events` : `Deleted ${person.name}`)
    },
  })
  return (
    <>
      <Button icon="trash" onClick={() => setAsking(true)}>
        Delete
      </Button>
      <Confirm
        title={`Delete ${person.name}?`}
        note="What is known of the person goes for good. This cannot be undone."
        open={asking}
        onClose={() => setAsking(false)}
        keep="Keep them"
        act="Delete"
        busy={remove.isPending}
        onAct={() => remove.mutate()}
      >
        <label className="person-delete-events">
          <input type="checkbox" checked={events} onChange={({ target }) => setEvents(target.checked)} />
          Delete their events too: every number they are counted in will change
        </label>
      </Confirm>
    </>
  )
}
