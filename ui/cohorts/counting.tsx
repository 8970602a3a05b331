import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { countQuery } from '../api/cohorts.ts'
import { Button } from '../kit/button.tsx'
import { Refusal } from '../kit/field.tsx'
import { peopleWords } from './people-words.ts'
import type { Rule } from './rule.ts'

/** How many people did what a rule asks. That reads events, so it is counted when somebody wants to know. */
export function Counting({ project, rule }: { project: number; rule: Rule }) {
  const [asked, setAsked] = useState<string>()
  const text = JSON.stringify(rule)
  const { data, error, isFetching } = useQuery({ ...countQuery(project, rule), enabled: asked === text })
  if (asked !== text || (isFetching && data === undefined))
    return (
      <Button look="quiet" busy={asked === text} onClick={() => setAsked(text)}>
        Count them
      </Button>
    )
  if (error) return <Refusal error={error} />
  return (
    <p className="muted" role="status">
      {peopleWords(data ?? null)} now
    </p>
  )
}
