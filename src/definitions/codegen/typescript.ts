import { literal, stamp } from './literal.ts'
import type { TypedEvent, TypedProperty } from './model.ts'

export const TYPESCRIPT_VERSION = '1.1.0'
/** Types alone, without posthog-js. */
export const TYPESCRIPT_TYPES_VERSION = '1.1.0-none'

const TYPES: Record<string, string[]> = {
  String: ['string'],
  Numeric: ['number'],
  Boolean: ['boolean'],
  DateTime: ['string', 'Date'],
  Object: ['Record<string, any>'],
  Array: ['any[]'],
}

function typeOf({ types }: TypedProperty): string {
  return [...new Set(types.flatMap((type) => TYPES[type] ?? ['any']))].join(' | ')
}

function schemaOf({ name, properties }: TypedEvent): string {
  if (properties.length === 0) return `    ${literal(name)}: Record<string, any>`
  const lines = properties.map((property) => {
    const mark = property.is_required && !property.is_optional_in_types ? '' : '?'
    return `        ${literal(property.name)}${mark}: ${typeOf(property)}`
  })
  return [`    ${literal(name)}: {`, ...lines, '    }'].join('\n')
}

const head = (now: Date, version: string) => `/**
 * Typed events for this project. Generated file, do not edit.
 *
 * Generated at: ${stamp(now)}
 * Generator version: ${version}
 */
`

function* schemas(events: readonly TypedEvent[]): Generator<string> {
  yield 'export interface EventSchemas {\n'
  let before = ''
  for (const event of events) {
    yield `${before}${schemaOf(event)}`
    before = '\n'
  }
  yield TYPES_OF_EVENTS
}

const TYPES_OF_EVENTS = `
}

export type EventName = keyof EventSchemas
export type EventProperties<E extends EventName> = EventSchemas[E] & Record<string, any>
`

const CLIENT = `
type NeedsProperties<E extends EventName> = {} extends EventSchemas[E] ? false : true
type NotAWideString<S extends string> = string extends S ? never : S extends EventName ? never : S

export interface TypedPostHog extends Omit<PostHog, 'capture'> {
    /** Captures an event of this project; its required properties have to be there. */
    capture<E extends EventName>(
        event_name: E,
        ...rest: NeedsProperties<E> extends true
            ? [properties: EventProperties<E>, options?: CaptureOptions]
            : [properties?: EventProperties<E>, options?: CaptureOptions]
    ): CaptureResult | undefined
    /** Captures an event that nobody has described. */
    capture<S extends string>(
        event_name: NotAWideString<S>,
        properties?: Properties | null,
        options?: CaptureOptions
    ): CaptureResult | undefined
    /** Captures anything, unchecked. */
    captureRaw(event_name: string, properties?: Properties | null, options?: CaptureOptions): CaptureResult | undefined
}

function makeTyped(inner: PostHog): TypedPostHog {
    const send = (name: string, properties?: Properties | null, options?: CaptureOptions) =>
        inner.capture(name, properties, options)
    return new Proxy(inner as any, {
        get: (target, key) => {
            if (key === 'capture' || key === 'captureRaw') return send
            const value = target[key]
            return typeof value === 'function' ? value.bind(target) : value
        },
    }) as TypedPostHog
}

const posthog = makeTyped(basePostHog as PostHog)
export default posthog
export * from 'posthog-js'
`

const IMPORTS = `import basePostHog from 'posthog-js'
import type { CaptureOptions, CaptureResult, PostHog, Properties } from 'posthog-js'

`

/** A typed client over posthog-js. */
export function* typescriptPieces(events: readonly TypedEvent[], now: Date): Generator<string> {
  yield `${head(now, TYPESCRIPT_VERSION)}${IMPORTS}`
  yield* schemas(events)
  yield CLIENT
}

/** The types of the events and nothing that runs. */
export function* typescriptTypesPieces(events: readonly TypedEvent[], now: Date): Generator<string> {
  yield head(now, TYPESCRIPT_TYPES_VERSION)
  yield* schemas(events)
}
