import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { wordsFor } from '../api/client.ts'
import { deleteVariable, type InsightVariable, variablesKey, variablesQuery } from '../api/variables.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Confirm } from '../kit/confirm.tsx'
import { toast } from '../kit/toast.tsx'
import './variable-list.css'

const NewVariableForm = lazy(() =>
  import('./new-variable.tsx').then(({ NewVariableForm }) => ({ default: NewVariableForm })),
)

interface VariableListProps {
  project: number
  onInsert: (text: string) => void
}

/** Values that SQL asks with and boards can change; a click writes one where the cursor is. */
export function VariableList({ project, onInsert }: VariableListProps) {
  const asked = useQuery(variablesQuery(project))
  const variables = asked.data ?? []
  const cache = useQueryClient()
  const [making, setMaking] = useState(false)
  const [leaving, setLeaving] = useState<InsightVariable>()
  const remove = useMutation({
    mutationFn: ({ id }: InsightVariable) => deleteVariable(project, id),
    onSuccess: async (_, { name }) => {
      setLeaving(undefined)
      toast(`${name} is gone`)
      await cache.invalidateQueries({ queryKey: variablesKey(project) })
    },
  })
  return (
    <section className="variables" aria-label="Variables">
      <h2>Variables</h2>
      {asked.error && !asked.data && (
        <p className="muted" role="alert">
          {wordsFor(asked.error)}
        </p>
      )}
      {asked.data?.length === 0 && (
        <p className="muted">A variable stands for a value that whoever looks at a board can change.</p>
      )}
      <ul>
        {variables.map((variable) => (
          <li key={variable.id}>
            <button
              type="button"
              title={`Write {variables.${variable.code_name}}`}
              onClick={() => onInsert(`{variables.${variable.code_name}}`)}
            >
              <span className="clip">{variable.code_name}</span>
              <span className="muted clip">{defaultWords(variable)}</span>
            </button>
            <IconButton icon="trash" label={`Delete ${variable.name}`} onClick={() => setLeaving(variable)} />
          </li>
        ))}
      </ul>
      <Button look="quiet" icon="plus" onClick={() => setMaking(true)}>
        New variable
      </Button>
      {making && (
        <Suspense>
          <NewVariableForm
            project={project}
            open
            onClose={() => setMaking(false)}
            onMade={({ code_name }) => onInsert(`{variables.${code_name}}`)}
          />
        </Suspense>
      )}
      <Confirm
        title={`Delete ${leaving?.name ?? ''}?`}
        note="SQL insights that name it cannot be computed any more."
        open={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        act="Delete it"
        busy={remove.isPending}
        onAct={() => leaving && remove.mutate(leaving)}
      />
    </section>
  )
}

const defaultWords = ({ default_value }: InsightVariable) =>
  default_value === null || default_value === undefined ? 'no default' : [default_value].flat().join(', ')
