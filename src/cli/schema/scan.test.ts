import { expect, test } from 'vitest'
import { scanText } from './scan.ts'

const events = (text: string, language: 'script' | 'python') =>
  scanText(text, language).map(({ line, event }) => `${line}:${event ?? '?'}`)

test('calls of the browser and of the server, whatever the quotes', () => {
  const code = `
posthog.capture('plain', { a: 1 })
posthog?.capture("quoted \\"so\\"")
capture(\`template\`)
client.capture({ distinctId: id({ a: 1 }), event: 'server', properties: { event: 'inner' } })
client.capture({ 'distinctId': 'x', "event": "quoted key" })
posthog.capture<Props>(
  'typed',
)`
  expect(events(code, 'script')).toEqual([
    ...['2:plain', '3:quoted "so"', '4:template', '5:server', '6:quoted key', '7:typed'],
  ])
})

test('what is no literal is told apart, and what is no call is left out', () => {
  const code = `
// posthog.capture('comment')
/* posthog.capture('comment') */
const text = "posthog.capture('string')"
function capture(event) {}
recapture('other'); screen.captureFrame('other')
posthog.capture(name); posthog.capture(\`step \${n}\`)
posthog.capture({ distinctId, event }); video.capture({ quality: 1 }); camera.capture()
posthog.capture(isNew ? 'a' : 'b')`
  expect(events(code, 'script')).toEqual(['7:?', '7:?', '8:?', '9:?'])
})

test('python: names, keywords and the older order of arguments', () => {
  const code = `
posthog.capture("new", distinct_id="x", properties={"event": "inner"})
posthog.capture('person', 'old order')
client.capture(event='named', distinct_id=who)
posthog.capture(who, "person first")
posthog.capture(name)  # posthog.capture("comment")
def capture(event): pass
"""posthog.capture("docstring")"""
posthog.capture(
    'caf\\u00e9 "x"'
)`
  expect(events(code, 'python')).toEqual([
    ...['2:new', '3:old order', '4:named', '5:person first', '6:?', '9:café "x"'],
  ])
})

test('calls by a quoted name, and in the expressions of templates', () => {
  const code = `
posthog['capture']('by name'); posthog["other"]('not this')
const url = \`/\${client.capture('in a template')}
/\${go({ a: posthog.capture('deeper') })}\`
posthog.capture('after')`
  expect(events(code, 'script')).toEqual(['2:by name', '3:in a template', '4:deeper', '5:after'])
})

test('python: raw, formatted and unicode strings', () => {
  const code = `
posthog.capture(r'raw\\d', distinct_id=x)
posthog.capture(f"step {n}")
posthog.capture(f"plain")
posthog.capture(U'unicode')`
  expect(events(code, 'python')).toEqual(['2:raw\\d', '3:?', '4:plain', '5:unicode'])
})
