import { describe, expect, test } from 'vitest'
import { UsageError } from '../lib/usage-error.ts'
import { readOptions } from './options.ts'

const read = (env: NodeJS.ProcessEnv, args: string[] = []) => readOptions(args, env, () => undefined)

describe('a language model', () => {
  const OPENAI = { HOGLET_MODEL_PROVIDER: 'openai', HOGLET_MODEL_NAME: 'small', HOGLET_MODEL_KEY: 'sk-1' }
  const HERE = 'http://127.0.0.1:11434/v1'

  test('is none unless the environment names one', () => {
    expect(read({}).model).toBeUndefined()
    expect(read({ HOGLET_MODEL_PROVIDER: '', HOGLET_MODEL_SECONDS: '9' }).model).toBeUndefined()
  })

  test('is at its provider unless a URL is given, and may take fifteen seconds', () => {
    const openai = { provider: 'openai', url: 'https://api.openai.com/v1', key: 'sk-1', name: 'small', seconds: 15 }
    expect(read(OPENAI).model).toEqual(openai)
    expect(read({ ...OPENAI, HOGLET_MODEL_PROVIDER: 'anthropic' }).model).toEqual({
      ...openai,
      provider: 'anthropic',
      url: 'https://api.anthropic.com/v1',
    })
    const own = { ...OPENAI, HOGLET_MODEL_KEY: '', HOGLET_MODEL_URL: `${HERE}/`, HOGLET_MODEL_SECONDS: '60' }
    expect(read(own).model).toEqual({ ...openai, url: HERE, key: undefined, seconds: 60 })
  })

  test.each([
    ['without a provider', { HOGLET_MODEL_PROVIDER: '' }, 'HOGLET_MODEL_PROVIDER is missing: openai or anthropic.'],
    ['of a stranger', { HOGLET_MODEL_PROVIDER: 'x' }, 'HOGLET_MODEL_PROVIDER must be openai or anthropic, not "x".'],
    ['without a name', { HOGLET_MODEL_NAME: '' }, 'HOGLET_MODEL_NAME is missing'],
    ['without a key', { HOGLET_MODEL_KEY: '' }, 'HOGLET_MODEL_KEY is missing'],
    ['with a password in its URL', { HOGLET_MODEL_URL: 'http://me:sk-1@x.test/v1' }, 'HOGLET_MODEL_URL must be a URL'],
    ['at a path', { HOGLET_MODEL_URL: '/v1' }, 'HOGLET_MODEL_URL must be a URL'],
    ['without time', { HOGLET_MODEL_SECONDS: '0' }, 'HOGLET_MODEL_SECONDS must be a whole number between 1 and 120'],
  ])('%s is refused, without its key', (_, wrong, sentence) => {
    let refusal: unknown
    try {
      read({ ...OPENAI, ...wrong })
    } catch (error) {
      refusal = error
    }
    expect(refusal).toBeInstanceOf(UsageError)
    expect(String(refusal)).toContain(sentence)
    expect(String(refusal)).not.toContain('sk-1')
  })
})

test('keys are refused where PostHog refuses them only where that is asked for', () => {
  expect(read({}).strict_api_key_actions).toBe(false)
  expect(read({}, ['--strict-api-key-actions']).strict_api_key_actions).toBe(true)
  expect(read({ HOGLET_STRICT_API_KEY_ACTIONS: '1' }).strict_api_key_actions).toBe(true)
  expect(read({ HOGLET_STRICT_API_KEY_ACTIONS: 'no' }).strict_api_key_actions).toBe(false)
})

test('requests are limited only where that is asked for', () => {
  expect(read({}).rate_limits).toBe(false)
  expect(read({}, ['--rate-limits']).rate_limits).toBe(true)
  expect(read({ HOGLET_RATE_LIMITS: 'on' }).rate_limits).toBe(true)
})

test('the public URL is spelled as browsers name it in the requests of its pages', () => {
  for (const given of ['https://Hoglet.Example.com/', 'https://hoglet.example.com:443', 'https://hoglet.example.com//'])
    expect(read({ HOGLET_SITE_URL: given }).site_url).toBe('https://hoglet.example.com')
})
