import type { JsonObject } from '../../lib/json.ts'
import { arrange } from '../layout.ts'

/** A card of a ready-made board and how much of the twelve columns it takes. */
export type Card = { w: number; h: number } & (
  | { text: string }
  | { name: string; description: string; query: JsonObject }
)

/** A board that comes with the program, to be made in any project. */
export interface ReadyMade {
  name: string
  description: string
  tags: string[]
  filters: JsonObject
  cards: Card[]
}

/** The cards as the tiles of a template, each where it fits. */
export function tilesOf(cards: readonly Card[]): JsonObject[] {
  const layouts = arrange(
    cards.map(({ w, h }) => ({ sm: { w, h } })),
    'preserve',
  )
  return cards.map(({ w: _, h: __, ...card }, i) =>
    'text' in card
      ? { type: 'TEXT', body: card.text, color: null, transparent_background: true, layouts: layouts[i] }
      : { type: 'INSIGHT', ...card, color: null, layouts: layouts[i] },
  )
}
