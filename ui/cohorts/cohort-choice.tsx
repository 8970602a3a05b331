import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { cohortNamesQuery, nameOfCohort } from '../api/cohorts.ts'
import { Button } from '../kit/button.tsx'
import { Combobox } from '../kit/combobox.tsx'
import { hasWords } from '../kit/has-words.ts'
import { Icon } from '../kit/icon.tsx'
import { useProjectId } from '../shell/project.ts'

interface CohortChoiceProps {
  value: number
  /** A cohort cannot ask for itself. */
  except: number | undefined
  onChoose: (id: number) => void
}

export function CohortChoice({ value, except, onChoose }: CohortChoiceProps) {
  const { data: cohorts = [], isFetching } = useQuery(cohortNamesQuery(useProjectId()))
  const [text, setText] = useState('')
  const chosen = cohorts.find(({ id }) => id === value)
  const shown = chosen ? nameOfCohort(chosen) : value > 0 ? `Cohort ${value}` : 'Choose a cohort'
  const choices = cohorts
    .filter((cohort) => cohort.id !== except && hasWords(nameOfCohort(cohort), text))
    .map((cohort) => ({
      value: String(cohort.id),
      label: nameOfCohort(cohort),
      note: cohort.count === null ? '' : cohort.count.toLocaleString('en'),
    }))
  return (
    <Combobox
      trigger={
        <Button className="criterion-what" aria-label={`Cohort: ${shown}`}>
          <span className="clip">{shown}</span>
          <Icon name="chevron" size={14} />
        </Button>
      }
      label="Search cohorts"
      choices={choices}
      value={String(value)}
      loading={isFetching}
      onSearch={setText}
      onChoose={(id) => onChoose(Number(id))}
    />
  )
}
