import { commented, literal, partsOf, stamp, unique } from './literal.ts'
import type { TypedEvent, TypedProperty } from './model.ts'

export const PYTHON_VERSION = '1.0.0'

const TYPES: Record<string, string> = {
  String: 'str',
  Numeric: 'float',
  Boolean: 'bool',
  DateTime: 'datetime',
  Object: 'Dict[str, Any]',
  Array: 'List[Any]',
}

const KEYWORDS =
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'
const USED = 'self kwargs properties result extra_properties'
/** The keys of posthog's `OptionalCaptureArgs`. */
const CAPTURE_ARGUMENTS =
  'distinct_id timestamp uuid groups flags send_feature_flags disable_geoip _property_allowlist properties'
const TYPE_NAMES = 'str float bool datetime Dict List Any Optional Unpack'
const RESERVED = new Set([KEYWORDS, USED, CAPTURE_ARGUMENTS, TYPE_NAMES].join(' ').split(' '))
/** Methods that posthog's client has already. */
const CLIENT_METHODS = new Set(['capture_ai', 'capture_exception', 'capture_async'])

function methodName(event: string): string {
  const parts = partsOf(event).map((part) => part.toLowerCase())
  const name = parts.length === 0 ? 'event' : parts.join('_')
  const method = `capture_${/^[0-9]/.test(name) ? `event_${name}` : name}`
  return CLIENT_METHODS.has(method) ? `${method}_event` : method
}

function parameterName(property: string): string {
  const name = partsOf(property).join('_')
  const safe = name === '' ? 'value' : /^[0-9]/.test(name) ? `prop_${name}` : name
  return RESERVED.has(safe) ? `${safe}_` : safe
}

const typeOf = ({ types: [first, ...others] }: TypedProperty) =>
  others.length === 0 ? (TYPES[first ?? ''] ?? 'Any') : 'Any'

/** A free parameter name; one that a suffix makes a reserved word goes on. */
function parameterOf(property: TypedProperty, taken: Set<string>): string {
  let name = unique(parameterName(property.name), taken, '_')
  while (RESERVED.has(name)) name = unique(`${name}_`, taken, '_')
  return name
}

function method({ name, properties }: TypedEvent, method: string): string {
  const taken = new Set<string>()
  const required = properties
    .filter(({ is_required }) => is_required)
    .map((property) => ({ property, parameter: parameterOf(property, taken) }))
  const optional = properties
    .filter(({ is_required }) => !is_required)
    .map((property) => ({ property, parameter: parameterOf(property, taken) }))
  const entries = required.map(({ property, parameter }) => `${literal(property.name)}: ${parameter}`).join(', ')
  return [
    `    def ${method}(`,
    '        self,',
    '        *,',
    ...required.map(({ property, parameter }) => `        ${parameter}: ${typeOf(property)},`),
    ...optional.map(({ property, parameter }) => `        ${parameter}: Optional[${typeOf(property)}] = None,`),
    '        extra_properties: Optional[Dict[str, Any]] = None,',
    '        **kwargs: Unpack[OptionalCaptureArgs],',
    '    ) -> Optional[str]:',
    `        """Capture ${commented(name)}."""`,
    `        properties: Dict[str, Any] = {${entries}}`,
    ...optional.flatMap(({ property, parameter }) => [
      `        if ${parameter} is not None:`,
      `            properties[${literal(property.name)}] = ${parameter}`,
    ]),
    '        if extra_properties is not None:',
    '            properties.update(extra_properties)',
    `        result: Optional[str] = self.capture(${literal(name)}, properties=properties, **kwargs)`,
    '        return result',
  ].join('\n')
}

/** A client over posthog-python with one method for each event. */
export function* pythonPieces(events: readonly TypedEvent[], now: Date): Generator<string> {
  const typed = events.flatMap(({ properties }) => properties.map(typeOf))
  const names = ['Any', 'Dict', ...(typed.includes('List[Any]') ? ['List'] : []), 'Optional']
  const taken = new Set<string>()
  yield `"""Typed events for this project. Generated file, do not edit.

Generated at: ${stamp(now)}
Generator version: ${PYTHON_VERSION}
"""

${typed.includes('datetime') ? 'from datetime import datetime\n' : ''}from typing import ${names.join(', ')}

from posthog import Posthog
from posthog.args import OptionalCaptureArgs
from typing_extensions import Unpack


class PosthogTyped(Posthog):
`
  let before = ''
  for (const event of events) {
    yield `${before}${method(event, unique(methodName(event.name), taken, '_'))}`
    before = '\n\n'
  }
  yield events.length > 0 ? '\n' : '    pass\n'
}
