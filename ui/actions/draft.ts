/** An action while it is being written: the fields as typed, and what is sent of them. */
import type { Action, ActionChange, ActionStep, Matching } from '../api/actions.ts'
import { tagsIn } from '../data/tags-in.ts'
import { isComplete } from '../editor/filter-groups.ts'

export interface ActionDraft {
  name: string
  description: string
  /** Separated by commas. */
  tags: string
  steps: ActionStep[]
}

export const EMPTY_STEP: ActionStep = {
  event: null,
  properties: null,
  selector: null,
  tag_name: null,
  text: null,
  text_matching: null,
  href: null,
  href_matching: null,
  url: null,
  url_matching: 'contains',
}

type ConditionKey = 'url' | 'text' | 'href' | 'selector' | 'tag_name'

export interface Condition {
  key: ConditionKey
  /** At the head of its row and in the menu. */
  label: string
  /** Within a sentence. */
  subject: string
  placeholder: string
  matched: 'url_matching' | 'text_matching' | 'href_matching' | undefined
  unsaid: Matching
}

export const CONDITIONS: Condition[] = [
  {
    ...{ key: 'url', label: 'URL of the page', subject: 'the URL', placeholder: '/pricing' },
    ...{ matched: 'url_matching', unsaid: 'contains' },
  },
  {
    ...{ key: 'text', label: 'Text of the element', subject: 'the text', placeholder: 'Sign up' },
    ...{ matched: 'text_matching', unsaid: 'exact' },
  },
  {
    ...{ key: 'href', label: 'Target of the link', subject: 'the link', placeholder: '/signup' },
    ...{ matched: 'href_matching', unsaid: 'exact' },
  },
  {
    ...{ key: 'selector', label: 'CSS selector', subject: 'the selector', placeholder: 'form > button.primary' },
    ...{ matched: undefined, unsaid: 'exact' },
  },
  {
    ...{ key: 'tag_name', label: 'Tag', subject: 'the tag', placeholder: 'button' },
    ...{ matched: undefined, unsaid: 'exact' },
  },
]

export const MATCHINGS: { value: Matching; words: string }[] = [
  { value: 'contains', words: 'contains' },
  { value: 'exact', words: 'is' },
  { value: 'regex', words: 'matches' },
]

export const matchingOf = (step: ActionStep, { matched, unsaid }: Condition): Matching =>
  (matched && step[matched]) || unsaid

export const draftOf = (action: Action | undefined): ActionDraft => ({
  name: action?.name ?? '',
  description: action?.description ?? '',
  tags: action?.tags.join(', ') ?? '',
  steps: action ? action.steps : [EMPTY_STEP],
})

/** The steps without fields and filters that nothing has been typed into yet. */
export const finishedSteps = (steps: ActionStep[]): ActionStep[] =>
  steps.map((step) => {
    const properties = (step.properties ?? []).filter(isComplete)
    const finished = { ...step, event: step.event || null, properties: properties.length > 0 ? properties : null }
    for (const { key } of CONDITIONS) finished[key] = step[key] || null
    return finished
  })

/** A step that says nothing fits every event. */
export const saysNothing = (step: ActionStep): boolean =>
  !step.event && !step.properties?.length && CONDITIONS.every(({ key }) => !step[key])

export const changeOf = ({ name, description, tags, steps }: ActionDraft): ActionChange => ({
  name: name.trim(),
  description: description.trim(),
  tags: tagsIn(tags),
  steps: finishedSteps(steps),
})

export const isSame = (a: ActionDraft, b: ActionDraft): boolean =>
  JSON.stringify(changeOf(a)) === JSON.stringify(changeOf(b))
