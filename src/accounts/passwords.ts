import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { invalid } from '../http/errors.ts'

const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const
const LENGTH = 32
const SHORTEST = 8

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, LENGTH, COST, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

/** `scrypt$<salt>$<key>` in base64; computed off the main thread. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `scrypt$${salt.toString('base64')}$${(await derive(password, salt)).toString('base64')}`
}

const NOBODY = `scrypt$${Buffer.alloc(16).toString('base64')}$${Buffer.alloc(LENGTH).toString('base64')}`

/**
 * Compares in constant time. Without a stored hash it takes as long and is false, so that nobody learns which
 * accounts exist.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [, salt = '', key = ''] = (stored ?? NOBODY).split('$')
  const expected = Buffer.from(key, 'base64')
  const actual = await derive(password, Buffer.from(salt, 'base64'))
  return stored !== null && expected.length === actual.length && timingSafeEqual(actual, expected)
}

/** A new password that is long enough. Throws 400. */
export function requireStrong(password: string): string {
  if (password.length >= SHORTEST) return password
  throw invalid(
    `This password is too short. It must contain at least ${SHORTEST} characters.`,
    'password',
    'password_too_short',
  )
}
