import type { SchemaError, WarningSample } from '../api/ingestion.ts'
import { reasonWords } from './reason-words.ts'

interface WarningWords {
  title: string
  /** What became of the event, in a word or two. */
  outcome: 'Not stored' | 'In quarantine' | 'Stored' | 'A message only' | 'Unknown'
  happened: string
  remedy: string
}

/** Every type of warning as a person would say it: what happened to the event, and what to do. */
const WARNINGS: Record<string, WarningWords> = {
  schema_validation_failed: {
    title: 'Events that do not fit their schema',
    outcome: 'In quarantine',
    happened: 'A property that the schema requires was missing or of another type. The event is not counted.',
    remedy: 'Mend what sends them, or the schema on the page of the event. Then replay them from quarantine.',
  },
  quarantine_full: {
    title: 'Quarantine is full',
    outcome: 'Not stored',
    happened: 'More events were refused than are kept, so the oldest of them were dropped for good.',
    remedy: 'Mend what sends them or their schema, and replay what is left.',
  },
  event_too_big: {
    title: 'Events that are too large',
    outcome: 'Not stored',
    happened: 'The properties of an event may have one megabyte together; these had more.',
    remedy: 'Send less with the event: a number or an id instead of a whole document.',
  },
  rejected: {
    title: 'Events that cannot be stored',
    outcome: 'Not stored',
    happened:
      'The store refuses something in the event, such as properties nested a thousand deep, and would refuse it again.',
    remedy: 'Look at what the sample sends, and send it flatter or as one text.',
  },
  invalid_payload: {
    title: 'Events that are none',
    outcome: 'Not stored',
    happened: 'A member of a batch was no object, such as null or a text. The rest of the batch was stored.',
    remedy: 'Find where the batch is put together; a sample cannot say more.',
  },
  missing_event_name: {
    title: 'Events without a name',
    outcome: 'Not stored',
    happened: 'The field “event” was missing or empty.',
    remedy: 'Give every event a name where it is sent.',
  },
  missing_distinct_id: {
    title: 'Events of nobody',
    outcome: 'Not stored',
    happened: 'The field “distinct_id” was missing or empty, so that nobody can have sent the event.',
    remedy: 'Send the id of the person, or a random one where it is not known.',
  },
  invalid_cookieless_mode: {
    title: 'Cookieless mode that is neither on nor off',
    outcome: 'Not stored',
    happened: '“$cookieless_mode” was something else than true or false.',
    remedy: 'Leave the property out.',
  },
  cookieless_disabled: {
    title: 'Events in cookieless mode',
    outcome: 'Not stored',
    happened: 'The SDK counts without cookies, and asks the server to tell people apart. Hoglet does not do that.',
    remedy: 'Turn cookieless mode off where the SDK is started.',
  },
  ignored_invalid_timestamp: {
    title: 'Times that cannot be read',
    outcome: 'Stored',
    happened:
      'What the event said of its time was none, or one before 1970. It was stored as of its arrival, or as of 1970.',
    remedy: 'Send the time in the form of ISO 8601, such as 2026-01-31T12:00:00Z.',
  },
  client_ingestion_warning: {
    title: 'Warnings of an SDK',
    outcome: 'A message only',
    happened: 'The SDK itself found something wrong while it was sending, and says so.',
    remedy: 'Its message is in the samples.',
  },
  invalid_process_person_profile: {
    title: 'Person profiles neither wanted nor unwanted',
    outcome: 'Stored',
    happened: '“$process_person_profile” was something else than true or false; it was read as true.',
    remedy: 'Send true or false, or leave the property out.',
  },
  invalid_event_when_process_person_profile_is_false: {
    title: 'Identification without a profile',
    outcome: 'Not stored',
    happened:
      'The event was to identify a person, to merge two or to describe a group, and at the same time asked for no person profile.',
    remedy:
      'Send “$identify”, “$create_alias”, “$merge_dangerously” and “$groupidentify” without “$process_person_profile: false”, and let the project keep profiles.',
  },
  cannot_merge_already_identified: {
    title: 'Persons that were not merged',
    outcome: 'Stored',
    happened: 'Two distinct ids were to become one person, but both had been identified before. They stay apart.',
    remedy:
      'Call reset() when somebody logs out. Where the two are surely the same person, “$merge_dangerously” merges them.',
  },
  person_properties_size_violation: {
    title: 'Persons with too many properties',
    outcome: 'Stored',
    happened:
      'With what the event was to change, the properties of its person would have taken more than 640 KiB. They were left as they were.',
    remedy:
      'Set what describes somebody, not what happened to them: that belongs to events. “$unset” makes room again.',
  },
  cannot_merge_with_illegal_distinct_id: {
    title: 'Distinct ids that stand for many people',
    outcome: 'Stored',
    happened: 'An id such as “null”, “undefined” or “guest” was to be merged with a person. It was left alone.',
    remedy: 'Look for the place where identify is called before the id is known.',
  },
}

export function warningWords(type: string): WarningWords {
  const words = type.replaceAll('_', ' ')
  return (
    WARNINGS[type] ?? {
      title: words.charAt(0).toUpperCase() + words.slice(1),
      outcome: 'Unknown',
      happened: 'There are no words for this type yet; the samples tell what is known.',
      remedy: '',
    }
  )
}

const LABELS: Record<string, string> = {
  event: 'Event',
  eventName: 'Event',
  distinctId: 'Distinct id',
  errors: 'Why',
  message: 'Message',
  sourcePerson: 'Person',
  targetPerson: 'Not merged into',
  illegalDistinctId: 'Distinct id',
  otherDistinctId: 'Not merged with',
  dropped: 'Events dropped',
  eventUuid: 'Uuid',
}

const isSchemaError = (value: unknown): value is SchemaError =>
  typeof value === 'object' && value !== null && 'property' in value && 'reason' in value

function valueWords(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.length > 0 && value.every(isSchemaError)) return value.map(reasonWords).join('\n')
  return JSON.stringify(value)
}

/** A sample as labels and values, the telling ones first. */
export function factsOf({ details }: WarningSample): [string, string][] {
  const order = Object.keys(LABELS)
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length)
  return Object.entries(details)
    .filter(([key, value]) => value !== null && value !== undefined && key !== 'reason')
    .toSorted(([a], [b]) => rank(a) - rank(b))
    .map(([key, value]) => [LABELS[key] ?? key, valueWords(value)])
}
