import { golangPieces } from '../../src/definitions/codegen/golang.ts'
import type { TypedEvent } from '../../src/definitions/codegen/model.ts'
import { pythonPieces } from '../../src/definitions/codegen/python.ts'
import { typescriptPieces } from '../../src/definitions/codegen/typescript.ts'

/** Generated files as one text. */
const printer = (pieces: typeof golangPieces) => (events: readonly TypedEvent[], now: Date) =>
  [...pieces(events, now)].join('')

export const printGolang = printer(golangPieces)
export const printPython = printer(pythonPieces)
export const printTypescript = printer(typescriptPieces)
