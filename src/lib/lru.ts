/**
 * A map of bounded size that forgets what was not used lately. It has two halves: when the newer one is full, it becomes
 * the older one, and what was the older one is dropped as a whole. A value found in the older half moves to the newer one.
 */
export class Lru<K, V> {
  private readonly half: number
  private newer = new Map<K, V>()
  private older = new Map<K, V>()

  constructor(limit: number) {
    this.half = Math.ceil(limit / 2)
  }

  get(key: K): V | undefined {
    const value = this.newer.get(key)
    if (value !== undefined) return value
    const aged = this.older.get(key)
    if (aged !== undefined) this.set(key, aged)
    return aged
  }

  set(key: K, value: V): void {
    this.newer.set(key, value)
    if (this.newer.size < this.half) return
    this.older = this.newer
    this.newer = new Map()
  }

  delete(key: K): void {
    this.newer.delete(key)
    this.older.delete(key)
  }

  clear(): void {
    this.newer.clear()
    this.older.clear()
  }
}
