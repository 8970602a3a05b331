import { expect, test } from 'vitest'
import { connectionOf } from './connection.ts'

test.each(['http://127.0.0.1:8000', 'https://hoglet.example/'])('%s is the address of a server', (url) => {
  expect(connectionOf({ url }).base).toBe(url.replace(/\/$/, ''))
})

test.each(['localhost:8000', '127.0.0.1:8000', 'ftp://127.0.0.1', 'hoglet.example'])('%s is none', (url) => {
  expect(() => connectionOf({ url })).toThrow(`"${url}" is no URL. Use for instance --url http://127.0.0.1:8000.`)
})

test.each(['http://me:secret@127.0.0.1', 'http://me:sec/ret@127.0.0.1', 'me:secret@127.0.0.1:8000'])(
  'what is a password in %s is not shown',
  (url) => {
    expect(() => connectionOf({ url })).toThrow(/^The address of the server (?!.*127\.0\.0\.1:?\/?$)/)
    expect(() => connectionOf({ url })).not.toThrow(/sec/)
  },
)
