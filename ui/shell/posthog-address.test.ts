import { expect, test } from 'vitest'
import { posthogAddress } from './posthog-address.ts'

test('a link to a page of PostHog leads to ours', () => {
  const uuid = '0190f3b2-0000-7000-8000-000000000001'
  expect(posthogAddress('/project/3/persons', 7)).toBe('/project/3/people')
  expect(posthogAddress(`/project/3/persons/${uuid}`, 7)).toBe(`/project/3/people/person/${uuid}`)
  expect(posthogAddress('/project/3/person/ann%40example.com', 7)).toBe('/project/3/people?q=ann%40example.com')
  expect(posthogAddress('/project/3/cohorts/12', 7)).toBe('/project/3/people/cohorts/12')
  expect(posthogAddress('/project/3/data-management/events', 7)).toBe('/project/3/events')
  expect(posthogAddress(`/project/3/data-management/properties/${uuid}`, 7)).toBe(
    `/project/3/events/properties?id=${uuid}`,
  )
  expect(posthogAddress('/project/3/data-management/actions/4', 7)).toBe('/project/3/events/actions?id=4')
  expect(posthogAddress('/project/3/activity/explore', 7)).toBe('/project/3/live')
  expect(posthogAddress('/project/3/insights/AbC123xy/edit', 7)).toBe('/project/3/insights/AbC123xy')
})

test('a path without a project is one of the project that the user is in', () => {
  expect(posthogAddress('/dashboard/5', 7)).toBe('/project/7/dashboard/5')
  expect(posthogAddress('/insights/new/', 7)).toBe('/project/7/insights/new')
  expect(posthogAddress('/cohorts', 7)).toBe('/project/7/people/cohorts')
  expect(posthogAddress('/cohorts', undefined)).toBeUndefined()
})

test('what neither has leads nowhere, and no page leads to itself', () => {
  for (const path of [
    '/project/3/no-such-room',
    '/eventsome',
    '/',
    '/project/3/people/none',
    '/project/3/dashboard/x/y',
  ])
    expect([path, posthogAddress(path, 7)]).toEqual([path, undefined])
})
