import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isObject } from '../../src/lib/json.ts'
import { complaintsOf, logIn, lookAt as look, openBrowser } from '../support/browser.ts'
import { PASSWORD, Server } from '../support/server.ts'

const server = new Server()
let browser: Browser
let page: Page
let complaints: string[]

const newPage = async (size: { width: number; height: number }) =>
  (await browser.newContext({ viewport: size, permissions: ['clipboard-read', 'clipboard-write'] })).newPage()

const levels = async (of: Server) => {
  const { body } = await of.api('GET', '/organizations/@current/members/')
  return Array.isArray(body['results']) ? body['results'].map((one) => isObject(one) && one['level']) : []
}

beforeAll(async () => {
  await server.start()
  browser = await openBrowser()
  page = await newPage({ width: 1440, height: 900 })
  complaints = complaintsOf(page)
  await logIn(page, server.url, PASSWORD)
  complaints.splice(0) // who is asked without a session
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server.remove()
})

test('somebody is invited by a link, comes, changes their password, and is shown out again', async () => {
  await page.goto(`${server.url}/project/1/settings`)
  const members = page.getByRole('list', { name: 'Members' })
  await members.getByText('(you)').waitFor()
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  await page.getByLabel('Their email').fill('ben@example.com')
  await page.getByLabel('They may be').selectOption('Administrator')
  await look(page, 'members-invite')
  await page.getByRole('button', { name: 'Make the link' }).click()
  const link = await page.getByLabel('The link').inputValue()
  expect(link).toMatch(new RegExp(`^${server.url}/signup/[0-9a-f-]{36}$`))
  await page.getByRole('button', { name: 'Done' }).click()
  await members.getByText('ben@example.com').waitFor()
  await look(page, 'members')

  const theirs = await newPage({ width: 360, height: 740 })
  const theirComplaints = complaintsOf(theirs)
  await theirs.goto(link)
  await theirs.getByRole('heading', { name: 'Join My organization' }).waitFor()
  await theirs.getByText('b*n@example.com').waitFor()
  await look(theirs, 'sign-up')
  await theirs.getByLabel('Your name').fill('Ben')
  await theirs.getByLabel('Password').fill('short')
  await theirs.getByRole('button', { name: 'Join' }).click()
  await theirs.getByText('This password is too short.').waitFor()
  expect(theirComplaints.splice(0).filter((text) => !/400/.test(text))).toEqual([])
  await theirs.getByLabel('Password').fill('correct horse')
  await theirs.getByRole('button', { name: 'Join' }).click()
  await theirs.getByRole('heading', { name: 'Send your first event' }).waitFor()

  await theirs.goto(`${server.url}/project/1/settings`)
  await theirs.getByLabel('New password').fill('another horse')
  await theirs.getByLabel('Current password').fill('correct horse')
  await theirs.getByRole('region', { name: 'Your account' }).getByRole('button', { name: 'Save' }).click()
  await theirs.getByText('Saved your account').waitFor()

  await page.reload()
  await members.getByText('Ben', { exact: true }).waitFor()
  await page.getByLabel('What Ben may do').selectOption('Member')
  await expect
    .poll(async () => (await server.api('GET', '/organizations/@current/members/')).body)
    .toMatchObject({
      results: [{ level: 15 }, { level: 1, user: { first_name: 'Ben' } }],
    })
  // By the keys alone: the ownership is not handed over in passing.
  await page.getByLabel('What Ben may do').focus()
  await page.keyboard.press('ArrowDown')
  await expect.poll(async () => (await levels(server))[1]).toBe(8)
  await page.getByLabel('What Ben may do').selectOption('Owner')
  await page.getByText('Make Ben the owner?').waitFor()
  await look(page, 'members-owner')
  await page.getByRole('button', { name: 'Stay the owner' }).click()
  expect(await levels(server)).toEqual([15, 8])
  expect(await page.getByLabel('What Ben may do').inputValue()).toBe('8')

  await page.getByRole('button', { name: 'Remove Ben' }).click()
  await look(page, 'members-remove')
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByText('Ben is no longer a member').waitFor()
  await members.getByText('Ben', { exact: true }).waitFor({ state: 'detached' })
  await theirs.reload()
  await theirs.getByRole('heading', { name: 'Settings' }).waitFor({ state: 'detached' })
  await look(theirs, 'members-removed')
  await theirs.goto(server.url)
  await theirs.getByText('You belong to no organization').waitFor()
  await look(theirs, 'members-nowhere')
  await theirs.getByRole('button', { name: 'Log out' }).click()
  await theirs.getByRole('heading', { name: 'Log in to Hoglet' }).waitFor()
  expect(complaints).toEqual([])

  await theirs.goto(link)
  await theirs.getByRole('heading', { name: 'This link does not work' }).waitFor()
  await look(theirs, 'sign-up-used')
}, 120_000)

test('who came by the link that the server printed chooses a password, and then logs in with it', async () => {
  const fresh = new Server()
  try {
    await fresh.start([], { HOGLET_ADMIN_PASSWORD: '' })
    await expect.poll(() => fresh.output).toContain('/login/link/')
    const owner = await newPage({ width: 1440, height: 900 })
    await owner.goto(/http\S+\/login\/link\/\S+/.exec(fresh.output)?.[0] ?? '')
    await owner.getByTitle('Account of admin@localhost').click()
    await owner.getByText('No password yet: choose one').click()
    await owner.getByLabel('Password').fill('long enough')
    await owner.getByRole('region', { name: 'Your account' }).getByRole('button', { name: 'Save' }).click()
    await owner.getByText('Saved your account').waitFor()
    await owner.getByTitle('Account of admin@localhost').click()
    expect(await owner.getByText('No password yet').count()).toBe(0)
    await owner.getByText('Log out').click()
    await owner.getByLabel('Email').waitFor()
    await logIn(owner, fresh.url, 'long enough')
    await owner.getByRole('heading', { name: 'Send your first event' }).waitFor()
  } finally {
    await fresh.remove()
  }
}, 60_000)

test('a double click ends one invite, and not the one that moves into its place', async () => {
  for (const target_email of ['one@example.com', 'two@example.com', 'three@example.com'])
    expect((await server.api('POST', '/organizations/@current/invites/', { target_email })).status).toBe(201)
  await page.goto(`${server.url}/project/1/settings`)
  const ways = page.getByRole('button', { name: /^End the invite of/ })
  await expect.poll(() => ways.count()).toBe(3)
  await ways.first().scrollIntoViewIfNeeded()
  const box = await ways.first().boundingBox()
  const [x, y] = [(box?.x ?? 0) + 8, (box?.y ?? 0) + 8]
  await page.mouse.click(x, y)
  await expect.poll(() => ways.count()).toBe(2)
  const under = `document.elementFromPoint(${x}, ${y}).closest('button').title`
  expect(await page.evaluate(under)).toMatch(/^End the invite of/)
  await page.mouse.down({ clickCount: 2 })
  await page.mouse.up({ clickCount: 2 })
  await page.waitForTimeout(500)
  expect(await ways.count()).toBe(2)
  // With a pause between, each click counts.
  await page.mouse.click(x, y)
  await expect.poll(() => ways.count()).toBe(1)
  expect(complaints.splice(0)).toEqual([])
}, 60_000)
