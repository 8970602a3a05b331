import type { UpstreamFile } from './upstream-file.ts'

export const DASHBOARD_TESTS: readonly UpstreamFile[] = [
  {
    file: 'posthog/api/test/test_sharing.py',
    tests: {
      test_gets_sharing_config: 'src/sharing/configuration.test.ts › is not made by looking at it',
    },
  },
]
