import { expect, test } from 'vitest'
import { sharedLoad } from './shared-load.ts'

/** A store whose loads end when told, and answer what it held when they began. */
function store() {
  let value = 'old'
  const ends: (() => void)[] = []
  const load = async (key: number) => {
    const held = `${key}: ${value}`
    await new Promise<void>((resolve) => ends.push(resolve))
    return held
  }
  return { load: sharedLoad(load), ends, change: () => (value = 'new') }
}

test('who asks at the same moment shares a load', async () => {
  const { load, ends } = store()
  const all = Promise.all([load(1), load(1), load(2), load(1)])
  await expect.poll(() => ends.length).toBe(2)
  for (const end of ends) end()
  expect(await all).toEqual(['1: old', '1: old', '2: old', '1: old'])
})

test('who asks after a change never gets what was read before it', async () => {
  const { load, ends, change } = store()
  const before = load(1)
  await expect.poll(() => ends.length).toBe(1)
  change()
  const after = Promise.all([load(1), load(1)])
  ends[0]?.()
  expect(await before).toBe('1: old')
  await expect.poll(() => ends.length).toBe(2)
  ends[1]?.()
  expect(await after).toEqual(['1: new', '1: new'])
})

test('a load that fails fails for those who shared it alone', async () => {
  let fails = true
  const load = sharedLoad(async () => {
    if (fails) throw new Error('away')
    return 'here'
  })
  await expect(Promise.all([load(1), load(1)])).rejects.toThrow('away')
  fails = false
  expect(await load(1)).toBe('here')
})
