import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addMember, addSheet, type Cohort } from '../api/cohorts.ts'
import { personsQuery } from '../api/people.ts'
import { Button } from '../kit/button.tsx'
import { Combobox } from '../kit/combobox.tsx'
import { FormFoot, Panel } from '../kit/dialog.tsx'
import { Refusal } from '../kit/field.tsx'
import { toast } from '../kit/toast.tsx'
import { type NamedPeople, PeopleSource } from './people-source.tsx'
import { peopleWords } from './people-words.ts'
import { useFresh } from './use-cohort.ts'

interface AddPeopleProps {
  project: number
  cohort: Cohort
}

/** The ways into a list: one person by name, or many by their ids. */
export function AddPeople({ project, cohort }: AddPeopleProps) {
  const fresh = useFresh(project)
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const { data, isFetching } = useQuery(personsQuery(project, { text, offset: 0, cohort: undefined }))
  const people = data?.results ?? []
  const add = useMutation({
    mutationFn: (uuid: string) => addMember(project, cohort.id, uuid),
    onSuccess: async (_, uuid) => {
      toast(`Added ${people.find((person) => person.uuid === uuid)?.name ?? 'them'}`)
      await fresh()
    },
  })
  return (
    <>
      <Combobox
        trigger={<Button icon="plus">Add a person</Button>}
        label="Search persons"
        choices={people.map(({ uuid, name, distinct_ids }) => ({
          value: uuid,
          label: name,
          note: distinct_ids[0] === name ? '' : (distinct_ids[0] ?? ''),
        }))}
        loading={isFetching}
        onSearch={setText}
        onChoose={(uuid) => add.mutate(uuid)}
      />
      <Button onClick={() => setOpen(true)}>Add many</Button>
      <Panel title="Add people" open={open} onClose={() => setOpen(false)}>
        <ManyForm project={project} cohort={cohort} onDone={() => setOpen(false)} />
      </Panel>
    </>
  )
}

function ManyForm({ project, cohort, onDone }: AddPeopleProps & { onDone: () => void }) {
  const fresh = useFresh(project)
  const [people, setPeople] = useState<NamedPeople>()
  const add = useMutation({
    mutationFn: ({ sheet }: NamedPeople) => addSheet(project, cohort.id, sheet),
    meta: { quiet: true },
    onSuccess: async (saved) => {
      const added = (saved.count ?? 0) - (cohort.count ?? 0)
      toast(
        added > 0
          ? `Added ${peopleWords(added)}`
          : 'Nobody new: they are in it already, or nobody is known by these ids',
      )
      onDone()
      await fresh(saved)
    },
  })
  return (
    <form
      className="stack"
      onSubmit={(form) => {
        form.preventDefault()
        if (people) add.mutate(people)
      }}
    >
      <PeopleSource
        onChange={(next) => {
          add.reset()
          setPeople(next)
        }}
      />
      <Refusal error={add.error} />
      <FormFoot onCancel={onDone} busy={add.isPending} disabled={!people}>
        Add them
      </FormFoot>
    </form>
  )
}
