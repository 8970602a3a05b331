import { FilterParts } from '../editor/filter-list.tsx'
import { OPERATORS } from '../editor/operators.ts'
import { PropertyPicker } from '../editor/property-picker.tsx'
import { Button, IconButton } from '../kit/button.tsx'
import { Select } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { CohortChoice } from './cohort-choice.tsx'
import { DeedFields } from './deed-fields.tsx'
import { type CohortCriterion, isShown, missingOf, type PropertyCriterion, type RuleItem } from './rule.ts'

interface CriterionRowProps {
  item: RuleItem
  /** `Criterion 2 of group 1`. */
  place: string
  /** The cohort that the rule belongs to, once there is one. */
  cohort: number | undefined
  onChange: (item: RuleItem) => void
  onRemove: () => void
}

const DATES = OPERATORS.filter(({ takes }) => takes === 'date')

function PropertyFields({
  criterion,
  onChange,
}: {
  criterion: PropertyCriterion
  onChange: (criterion: PropertyCriterion) => void
}) {
  const { type, key, operator, value } = criterion
  const isFirstSeen = type === 'person_metadata'
  return (
    <>
      {isFirstSeen ? (
        <span>were first seen on a day that</span>
      ) : (
        <>
          <span>have a</span>
          <PropertyPicker
            events={[]}
            only="person"
            onChoose={(next) => onChange({ ...criterion, key: next })}
            trigger={
              <Button className="criterion-what" aria-label={`Property: ${key || 'Choose a property'}`}>
                <span className="clip">{key || 'Choose a property'}</span>
                <Icon name="chevron" size={14} />
              </Button>
            }
          />
          <span>that</span>
        </>
      )}
      <FilterParts
        filter={{ type: 'person', key: isFirstSeen ? 'the first day' : key, operator, value: value ?? null }}
        {...(isFirstSeen ? { operators: DATES } : {})}
        onChange={(next) =>
          onChange({
            ...criterion,
            operator: next.operator ?? 'exact',
            ...(next.value === undefined ? {} : { value: next.value }),
          })
        }
      />
    </>
  )
}

function MembershipFields({
  criterion,
  place,
  cohort,
  onChange,
}: {
  criterion: CohortCriterion
  place: string
  cohort: number | undefined
  onChange: (criterion: CohortCriterion) => void
}) {
  return (
    <>
      <span>are</span>
      <Select
        aria-label={`${place}, in or not in`}
        value={criterion.negation ? 'not' : 'in'}
        onChange={({ target }) => onChange({ ...criterion, negation: target.value === 'not' })}
      >
        <option value="in">in</option>
        <option value="not">not in</option>
      </Select>
      <CohortChoice value={criterion.value} except={cohort} onChoose={(value) => onChange({ ...criterion, value })} />
    </>
  )
}

/** One thing that is asked of people. What has no fields here is shown as it is written, and kept. */
export function CriterionRow({ item, place, cohort, onChange, onRemove }: CriterionRowProps) {
  const missing = missingOf(item)
  return (
    <fieldset className="criterion" aria-label={place}>
      {isShown(item) ? (
        <div className="criterion-parts">
          {item.type === 'cohort' && (
            <MembershipFields criterion={item} place={place} cohort={cohort} onChange={onChange} />
          )}
          {(item.type === 'person' || item.type === 'person_metadata') && (
            <PropertyFields criterion={item} onChange={onChange} />
          )}
          {item.type === 'behavioral' && <DeedFields deed={item} place={place} onChange={onChange} />}
          {missing && <p className="criterion-missing muted">{missing}</p>}
        </div>
      ) : (
        <div>
          <p className="muted">Made elsewhere, kept as it is</p>
          <pre className="criterion-json">{JSON.stringify(item)}</pre>
        </div>
      )}
      <IconButton icon="close" size={14} label={`Remove ${place.toLowerCase()}`} onClick={onRemove} />
    </fieldset>
  )
}
