/** Which language model is asked, and how it is reached. */
export interface ModelConfig {
  /** Whose protocol it speaks. */
  provider: 'openai' | 'anthropic'
  /** Where the protocol begins, such as `https://api.openai.com/v1`. */
  url: string
  /** None where the provider asks for none. */
  key: string | undefined
  name: string
  /** How long an answer may take. */
  seconds: number
}

/** A model that writes text. It knows what it is given with the question, and nothing else of ours. */
export interface LanguageModel {
  /** Throws {@link NoAnswer}. */
  write(asked: { instruction: string; facts: string; signal: AbortSignal }): Promise<string>
}

/** Why a model wrote nothing, in words of ours: what a provider says may repeat the key, and is never logged. */
export class NoAnswer extends Error {}
