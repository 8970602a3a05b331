import { commented, literal, partsOf, stamp, unique } from './literal.ts'
import type { TypedEvent, TypedProperty } from './model.ts'

export const GOLANG_VERSION = '1.0.0'

const TYPES: Record<string, string> = {
  String: 'string',
  Numeric: 'float64',
  Boolean: 'bool',
  DateTime: 'time.Time',
  Object: 'map[string]interface{}',
  Array: '[]interface{}',
}

const KEYWORDS = new Set(
  'break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var'.split(
    ' ',
  ),
)
/** Names that the functions themselves use. */
const USED = new Set('distinctId base options properties props posthog time c apply nil'.split(' '))

const upperFirst = (part: string) => part.charAt(0).toUpperCase() + part.slice(1)
const pascal = (text: string) => partsOf(text).map(upperFirst).join('')

function baseName(event: string): string {
  const name = pascal(event)
  if (name === '') return 'Event'
  return /^[0-9]/.test(name) ? `Event${name}` : name
}

function parameterName(property: string): string {
  const [first, ...others] = partsOf(property)
  if (first === undefined) return 'value'
  const name = first.toLowerCase() + others.map((part) => upperFirst(part.toLowerCase())).join('')
  const safe = /^[0-9]/.test(name) ? `param${name}` : name
  return KEYWORDS.has(safe) || USED.has(safe) ? `${safe}_` : safe
}

const typeOf = ({ types: [first, ...others] }: TypedProperty) =>
  others.length === 0 ? (TYPES[first ?? ''] ?? 'interface{}') : 'interface{}'

interface Named {
  property: TypedProperty
  /** The parameter of a function. */
  parameter: string
  /** What follows `With` in the name of an option. */
  suffix: string
}

interface GoEvent {
  name: string
  base: string
  required: Named[]
  optional: Named[]
}

/** Gives every event names that are free in the whole file: bases first come, first served, by the order of events. */
function* named(events: readonly TypedEvent[]): Generator<GoEvent> {
  const taken = new Set<string>()
  /** Of each wanted base the first number that is not taken: thousands of names may have no letter that Go knows. */
  const next = new Map<string, number>()
  for (const { name, properties } of events) {
    const required = withNames(properties.filter(({ is_required }) => is_required))
    const optional = withNames(properties.filter(({ is_required }) => !is_required))
    const wanted = baseName(name)
    const numbered = (number: number) => (number === 1 ? wanted : `${wanted}${number}`)
    let number = next.get(wanted) ?? 1
    while (taken.has(captureOf(numbered(number)))) number++
    next.set(wanted, number)
    const isTaken = (identifier: string) => taken.has(identifier)
    while (emitted(numbered(number), optional, properties).some(isTaken)) number++
    const base = numbered(number)
    for (const identifier of emitted(base, optional, properties)) taken.add(identifier)
    yield { name, base, required, optional }
  }
}

function withNames(properties: readonly TypedProperty[]): Named[] {
  const parameters = new Set(['distinctId', 'base'])
  const suffixes = new Set(['ExtraProps'])
  return properties.map((property) => ({
    property,
    parameter: unique(parameterName(property.name), parameters),
    suffix: unique(pascal(property.name) || 'Prop', suffixes),
  }))
}

const captureOf = (base: string) => `${base}Capture`

/** Every top-level identifier that an event of this base brings. */
function emitted(base: string, optional: readonly Named[], properties: readonly TypedProperty[]): string[] {
  const functions = [captureOf(base), `${base}CaptureFromBase`]
  if (properties.length === 0) return functions
  const options = optional.map(({ suffix }) => `${base}With${suffix}`)
  return [...functions, `${base}Option`, `${base}WithExtraProps`, ...options]
}

function freeEvent({ name, base }: GoEvent): string {
  return `// ${base}Capture builds the ${commented(name)} event.
func ${base}Capture(distinctId string, properties ...posthog.Properties) posthog.Capture {
	return ${base}CaptureFromBase(posthog.Capture{DistinctId: distinctId}, properties...)
}

// ${base}CaptureFromBase makes the ${commented(name)} event of a capture that holds what else is to be sent.
func ${base}CaptureFromBase(base posthog.Capture, properties ...posthog.Properties) posthog.Capture {
	merged := posthog.Properties{}
	for key, value := range base.Properties {
		merged[key] = value
	}
	for _, props := range properties {
		for key, value := range props {
			merged[key] = value
		}
	}
	base.Event = ${literal(name)}
	base.Properties = merged
	return base
}
`
}

function option(base: string, { property, parameter, suffix }: Named): string {
  return `// ${base}With${suffix} sets ${commented(property.name)}.
func ${base}With${suffix}(${parameter} ${typeOf(property)}) ${base}Option {
	return func(c *posthog.Capture) {
		if c.Properties == nil {
			c.Properties = posthog.Properties{}
		}
		c.Properties[${literal(property.name)}] = ${parameter}
	}
}
`
}

function typedEvent({ name, base, required, optional }: GoEvent): string {
  const parameters = required.map(({ property, parameter }) => `\t${parameter} ${typeOf(property)},\n`).join('')
  const sets = required
    .map(({ property, parameter }) => `\tmerged[${literal(property.name)}] = ${parameter}\n`)
    .join('')
  const passed = required.map(({ parameter }) => `${parameter}, `).join('')
  return `// ${base}Option configures optional properties of a ${commented(name)} capture.
type ${base}Option func(*posthog.Capture)

${optional.map((one) => option(base, one)).join('\n')}${optional.length > 0 ? '\n' : ''}// ${base}WithExtraProps sets properties beyond those that are described.
func ${base}WithExtraProps(props posthog.Properties) ${base}Option {
	return func(c *posthog.Capture) {
		if c.Properties == nil {
			c.Properties = posthog.Properties{}
		}
		for key, value := range props {
			c.Properties[key] = value
		}
	}
}

// ${base}Capture builds the ${commented(name)} event.
func ${base}Capture(
	distinctId string,
${parameters}	options ...${base}Option,
) posthog.Capture {
	return ${base}CaptureFromBase(posthog.Capture{DistinctId: distinctId}, ${passed}options...)
}

// ${base}CaptureFromBase makes the ${commented(name)} event of a capture that holds what else is to be sent.
func ${base}CaptureFromBase(
	base posthog.Capture,
${parameters}	options ...${base}Option,
) posthog.Capture {
	merged := posthog.Properties{}
	for key, value := range base.Properties {
		merged[key] = value
	}
${sets}	base.Event = ${literal(name)}
	base.Properties = merged
	for _, apply := range options {
		apply(&base)
	}
	return base
}
`
}

/** Functions that build captures for posthog-go. */
export function* golangPieces(events: readonly TypedEvent[], now: Date): Generator<string> {
  const hasTime = events.some(({ properties }) => properties.some((property) => typeOf(property) === 'time.Time'))
  const imports = [...(hasTime ? ['\t"time"\n'] : []), '\t"github.com/posthog/posthog-go"'].join('\n')
  yield `// Typed events for this project. Generated file, do not edit.
//
// Generated at: ${stamp(now)}
// Generator version: ${GOLANG_VERSION}
//
// Each function builds a capture; how it is sent stands at the end.
package typed

import (
${imports}
)

`
  let before = ''
  for (const event of named(events)) {
    const isFree = event.required.length + event.optional.length === 0
    yield `${before}${isFree ? freeEvent(event) : typedEvent(event)}`
    before = '\n'
  }
  if (events.length === 0) yield '// No event of this project is described yet.\nvar _ posthog.Capture\n'
  yield USAGE
}

const USAGE = `
// Usage:
//
//	client, err := posthog.NewWithConfig("<project API key>", posthog.Config{Endpoint: "<address of the server>"})
//	...
//	err = client.Enqueue(typed.SomethingCapture("distinct id", ...))
`
