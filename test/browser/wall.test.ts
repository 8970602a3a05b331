import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBoardPage } from '../support/board-page.ts'
import { lookAt as look } from '../support/browser.ts'
import type { Server } from '../support/server.ts'

let server: Server
let page: Page
let complaints: string[]
let board: number
let close: (() => Promise<void>) | undefined

beforeAll(async () => {
  ;({ server, page, complaints, board, close } = await openBoardPage({ name: 'On the wall' }))
}, 120_000)
afterAll(() => close?.())

const rail = () => page.getByRole('navigation', { name: 'Rooms' })
const isFull = () => new URL(page.url()).searchParams.has('full')
const cursor = () => page.evaluate("getComputedStyle(document.querySelector('.tile')).cursor")

test('a board fills the screen, rests, is computed anew by itself, and is left by Esc', async () => {
  await page.clock.install()
  await page.goto(`${server.url}/project/1/dashboard/${board}`)
  await page.locator('.tile canvas').first().waitFor({ timeout: 15_000 })
  await page.keyboard.press('f')
  await rail().waitFor({ state: 'hidden' })
  expect(isFull()).toBe(true)
  await page.getByRole('heading', { name: 'On the wall' }).waitFor()
  expect(await page.getByRole('toolbar', { name: 'Board' }).count()).toBe(0)
  await look(page, 'wall')

  await page.clock.fastForward(3_100)
  await expect.poll(cursor).toBe('none')
  await page.mouse.move(300, 300)
  await expect.poll(cursor).not.toBe('none')

  const anew = page.waitForRequest(/stream_tiles.*force_blocking/)
  await page.clock.fastForward(5 * 60_000)
  await anew

  await page.keyboard.press('Escape')
  await rail().waitFor()
  expect(isFull()).toBe(false)
  await page.getByRole('button', { name: 'More about this board' }).click()
  await page.getByRole('menuitem', { name: 'Full screen' }).click()
  await rail().waitFor({ state: 'hidden' })
  await page.mouse.move(400, 300)
  await page.getByRole('button', { name: 'Leave full screen (Esc)' }).click()
  await rail().waitFor()
  expect(complaints.splice(0)).toEqual([])
}, 90_000)
