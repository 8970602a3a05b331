import { expect, onTestFinished, test, vi } from 'vitest'
import { requirePlatform, tellOfLittleMemory } from './platform.ts'

const EMBEDDED = { clickhouse_url: undefined }
const SERVER = { clickhouse_url: 'http://clickhouse:8123' }

function on(platform: NodeJS.Platform, libc?: string): void {
  const { platform: here } = process
  Object.defineProperty(process, 'platform', { value: platform })
  const report = vi.spyOn(process.report, 'getReport').mockReturnValue({ header: { glibcVersionRuntime: libc } })
  onTestFinished(() => {
    Object.defineProperty(process, 'platform', { value: here })
    report.mockRestore()
  })
}

test.each([
  ['linux', 'Linux without glibc. Set CLICKHOUSE_URL to a ClickHouse server, or use an image with glibc'],
  ['win32', 'win32. Set CLICKHOUSE_URL to a ClickHouse server, or use WSL'],
] as const)('%s without glibc needs a ClickHouse server', (platform, words) => {
  on(platform)
  expect(() => requirePlatform(EMBEDDED)).toThrow(`The embedded ClickHouse does not run on ${words}`)
  expect(() => requirePlatform(SERVER)).not.toThrow()
})

test.each([['linux', '2.36'], ['darwin']] as const)('%s has the engine', (platform, libc?: string) => {
  on(platform, libc)
  expect(() => requirePlatform(EMBEDDED)).not.toThrow()
})

test.each([
  [
    512,
    'there are 512 MB of memory, and Hoglet takes about 1,000 under load: the system may end it then. Give it more.',
  ],
  [960, undefined],
])('%i MB of memory', (megabytes, words) => {
  const limit = vi.spyOn(process, 'constrainedMemory').mockReturnValue(megabytes * 2 ** 20)
  onTestFinished(() => limit.mockRestore())
  const said: string[] = []
  tellOfLittleMemory(SERVER, { warn: (text) => said.push(text) })
  expect(said).toEqual([])
  tellOfLittleMemory(EMBEDDED, { warn: (text) => said.push(text) })
  expect(said).toEqual(words === undefined ? [] : [words])
})
