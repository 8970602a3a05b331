import { type LanguageModel, type ModelConfig, NoAnswer } from './language-model.ts'

const MOST_TOKENS = 2_000

/**
 * The configured model. The library is loaded when the model is first asked, so that it costs nothing before. It does not
 * retry: whoever waits for the answer has something else to show.
 */
export function languageModel(config: ModelConfig): LanguageModel {
  return {
    write: async ({ instruction, facts, signal }) => {
      const model = await openModel(config)
      const deadline = AbortSignal.timeout(config.seconds * 1000)
      try {
        const { content, finishReason } = await model.doGenerate({
          prompt: [
            { role: 'system', content: instruction },
            { role: 'user', content: [{ type: 'text', text: facts }] },
          ],
          maxOutputTokens: MOST_TOKENS,
          abortSignal: AbortSignal.any([signal, deadline]),
        })
        const { unified: end } = finishReason
        if (end !== 'stop' && end !== 'other') throw new NoAnswer(`its answer ended early (${end})`)
        return content.map((part) => (part.type === 'text' ? part.text : '')).join('')
      } catch (error) {
        if (error instanceof NoAnswer) throw error
        throw new NoAnswer(deadline.aborted ? `no answer within ${config.seconds} s` : reasonOf(error))
      }
    },
  }
}

async function openModel({ provider, url, key, name }: ModelConfig) {
  const settings = { baseURL: url, apiKey: key ?? '', fetch: straight }
  if (provider === 'anthropic') {
    const { createAnthropic } = await import('@ai-sdk/anthropic')
    return createAnthropic(settings)(name)
  }
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
  return createOpenAICompatible({ ...settings, name: provider, transformRequestBody: inWordsOf(url) })(name)
}

/**
 * Does not follow redirects, because the key is meant for one place. `redirect: 'error'` cannot be used: Node fails to abort
 * such a request when garbage is collected while its answer comes, and whoever reads the answer waits for ever.
 */
const straight: typeof fetch = (input, init) => fetch(input, { ...init, redirect: 'manual' })

/** OpenAI's own newer models refuse the older word for the limit, which is the one that everybody else knows. */
function inWordsOf(url: string): (body: Record<string, unknown>) => Record<string, unknown> {
  if (new URL(url).hostname !== 'api.openai.com') return (body) => body
  return ({ max_tokens, ...body }) => ({ ...body, max_completion_tokens: max_tokens })
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the call failed'
  const status = 'statusCode' in error ? error.statusCode : undefined
  if (typeof status === 'number' && status >= 300) return `it answered ${status}`
  // An answer that cannot be read has its status; a connection that failed has a cause alone.
  return status === undefined && 'url' in error ? 'it cannot be reached' : 'its answer cannot be read'
}
