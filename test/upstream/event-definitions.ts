import type { UpstreamFile } from './upstream-file.ts'

export const EVENT_DEFINITION_TESTS: readonly UpstreamFile[] = [
  {
    file: 'posthog/api/test/test_event_definition.py',
    tests: {
      test_pagination_of_event_definitions:
        'src/definitions/listing.test.ts › come in pages of a hundred, each leading to the next, the last with six',
    },
  },
]
