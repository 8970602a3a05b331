import type { ModelConfig } from '../language-model/language-model.ts'
import { UsageError } from '../lib/usage-error.ts'
import { number } from './number-option.ts'

const HOMES = { openai: 'https://api.openai.com/v1', anthropic: 'https://api.anthropic.com/v1' }

/** The language model the environment names, if any. Throws {@link UsageError}; its texts never hold the key or the URL. */
export function readModel(env: NodeJS.ProcessEnv): ModelConfig | undefined {
  const provider = env['HOGLET_MODEL_PROVIDER']
  const [name, url, key] = [env['HOGLET_MODEL_NAME'], env['HOGLET_MODEL_URL'], env['HOGLET_MODEL_KEY']]
  if (!provider) {
    if (name || url || key) throw new UsageError('HOGLET_MODEL_PROVIDER is missing: openai or anthropic.')
    return undefined
  }
  if (provider !== 'openai' && provider !== 'anthropic')
    throw new UsageError(`HOGLET_MODEL_PROVIDER must be openai or anthropic, not "${provider}".`)
  if (!name) throw new UsageError('HOGLET_MODEL_NAME is missing: which model of the provider is asked.')
  if (!key && !url) throw new UsageError('HOGLET_MODEL_KEY is missing: only a server of your own may need none.')
  const seconds = number(env['HOGLET_MODEL_SECONDS'] || '15', 'HOGLET_MODEL_SECONDS', 1, 120)
  return { provider, url: baseUrl(url || HOMES[provider]), key: key || undefined, name, seconds }
}

function baseUrl(text: string): string {
  const url = /^https?:\/\//.test(text) && URL.canParse(text) ? new URL(text) : undefined
  if (!url || url.username || url.password)
    throw new UsageError(
      'HOGLET_MODEL_URL must be a URL such as https://api.openai.com/v1, without a name or password.',
    )
  return text.replace(/\/+$/, '')
}
