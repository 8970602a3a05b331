import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { invalid } from '../http/errors.ts'

/** The logarithm of scrypt's N: 32 MB and about 80 ms of a processor for one password. */
const COST = 15
const BLOCK = 8
const LENGTH = 32
const SHORTEST = 8

/** How people's words are kept and compared; computed off the main thread. */
export class Passwords {
  private readonly cost: number

  /** Hashes say what they cost, so another cost concerns new ones alone. */
  constructor(cost = COST) {
    this.cost = cost
  }

  /** `scrypt$<cost>$<salt>$<key>`, the last two in base64. */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(16)
    const key = await derive(password, salt, this.cost)
    return `scrypt$${this.cost}$${salt.toString('base64')}$${key.toString('base64')}`
  }

  /**
   * Compares in constant time. Without a stored hash it takes as long and is false, so that nobody learns which
   * accounts exist.
   */
  async verify(password: string, stored: string | null): Promise<boolean> {
    const { cost, salt, key } = stored === null ? { ...NOBODY, cost: this.cost } : partsOf(stored)
    const actual = await derive(password, salt, cost)
    return stored !== null && key.length === actual.length && timingSafeEqual(actual, key)
  }
}

const NOBODY = { salt: Buffer.alloc(16), key: Buffer.alloc(LENGTH) }

/** Hashes of before their cost was written down have none in the middle. */
function partsOf(stored: string) {
  const [key = '', salt = '', cost = COST] = stored.split('$').slice(1).toReversed()
  return { cost: Number(cost), salt: Buffer.from(salt, 'base64'), key: Buffer.from(key, 'base64') }
}

function derive(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  const options = { N: 2 ** cost, r: BLOCK, p: 1, maxmem: 256 * BLOCK * 2 ** cost }
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, LENGTH, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
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
