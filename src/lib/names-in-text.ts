const HEAD = 4

/** Which of many names stand in a text. The text is walked once, however many names there are. */
export class NamesInText {
  /** Names that are no longer than a head. */
  private readonly short = new Set<string>()
  /** The others by their first letters, and then by their length. */
  private readonly long = new Map<string, Map<number, Set<string>>>()

  constructor(names: Iterable<string>) {
    for (const name of names) {
      if (name.length <= HEAD) this.short.add(name)
      else this.addLong(name)
    }
  }

  private addLong(name: string): void {
    const head = name.slice(0, HEAD)
    const lengths = this.long.get(head) ?? new Map<number, Set<string>>()
    this.long.set(head, lengths)
    const alike = lengths.get(name.length) ?? new Set<string>()
    lengths.set(name.length, alike.add(name))
  }

  in(text: string): Set<string> {
    const found = new Set<string>()
    for (let at = 0; at <= text.length; at++) {
      for (let length = 0; length <= HEAD && this.short.size > 0; length++) {
        const part = text.slice(at, at + length)
        if (this.short.has(part)) found.add(part)
      }
      for (const [length, names] of this.long.get(text.slice(at, at + HEAD)) ?? []) {
        const part = text.slice(at, at + length)
        if (names.has(part)) found.add(part)
      }
    }
    return found
  }
}
