/** Small, because a group is often one event. */
const CHUNK_BYTES = 1 << 16
/** The most bytes of UTF-8 that one unit of a string takes. */
const BYTES_PER_UNIT = 3

/** Lines of text as bytes in a few buffers: as strings, thousands that wait would be copied by each garbage collection. */
export class Lines {
  private chunk = Buffer.alloc(0)
  private used = 0

  /** The line with its end, as bytes. In pieces, because joining large ones would be one more copy of each. */
  add(pieces: readonly string[]): Buffer {
    const most = pieces.reduce((sum, { length }) => sum + length, 0) * BYTES_PER_UNIT + 1
    if (this.chunk.length - this.used < most) {
      this.chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, most))
      this.used = 0
    }
    const from = this.used
    for (const piece of pieces) this.used += this.chunk.write(piece, this.used)
    this.chunk[this.used++] = 10
    return this.chunk.subarray(from, this.used)
  }
}
