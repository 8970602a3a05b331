/** What to paste, per language, with the project's key and this server's address filled in. */
interface Snippet {
  name: string
  install: string
  code: string
}

export function snippets(key: string, host: string): Snippet[] {
  return [
    {
      name: 'Web',
      install: 'npm install posthog-js',
      code: `import posthog from 'posthog-js'

posthog.init('${key}', {
  api_host: '${host}',
  defaults: '2026-06-25',
})

posthog.capture('signed_up', { plan: 'free' })`,
    },
    {
      name: 'Node',
      install: 'npm install posthog-node',
      code: `import { PostHog } from 'posthog-node'

const posthog = new PostHog('${key}', { host: '${host}' })

posthog.capture({
  distinctId: 'person-1',
  event: 'signed_up',
  properties: { plan: 'free' },
})
await posthog.shutdown()`,
    },
    {
      name: 'Python',
      install: 'pip install posthog',
      code: `from posthog import Posthog

posthog = Posthog('${key}', host='${host}')

posthog.capture('signed_up', distinct_id='person-1', properties={'plan': 'free'})
posthog.shutdown()`,
    },
    {
      name: 'Go',
      install: 'go get github.com/posthog/posthog-go',
      code: `client, _ := posthog.NewWithConfig("${key}", posthog.Config{
	Endpoint: "${host}",
})
defer client.Close()

client.Enqueue(posthog.Capture{
	DistinctId: "person-1",
	Event:      "signed_up",
	Properties: posthog.NewProperties().Set("plan", "free"),
})`,
    },
    {
      name: 'curl',
      install: '',
      code: `curl ${host}/i/v0/e/ \\
  -H 'Content-Type: application/json' \\
  -d '{
    "api_key": "${key}",
    "event": "signed_up",
    "distinct_id": "person-1",
    "properties": { "plan": "free" }
  }'`,
    },
  ]
}
