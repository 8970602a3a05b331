/**
 * A map of bounded size that forgets what was not used lately. It has two halves: when the newer one is full, it becomes
 * the older one, and what was the older one is dropped as a whole. A value found in the older half moves to the newer one.
 * The limit is a number of values, or the sum of what each of them weighs.
 */
export class Lru<K, V> {
  private readonly half: number
  private readonly weigh: (value: V) => number
  private newer = new Map<K, V>()
  private older = new Map<K, V>()
  /** Of all in the newer half. */
  private weight = 0

  constructor(limit: number, weigh: (value: V) => number = () => 1) {
    this.half = Math.ceil(limit / 2)
    this.weigh = weigh
  }

  get(key: K): V | undefined {
    const value = this.newer.get(key)
    if (value !== undefined) return value
    const aged = this.older.get(key)
    if (aged !== undefined) this.set(key, aged)
    return aged
  }

  set(key: K, value: V): void {
    this.takeFromNewer(key)
    this.newer.set(key, value)
    this.weight += this.weigh(value)
    if (this.weight < this.half) return
    this.older = this.newer
    this.newer = new Map()
    this.weight = 0
  }

  delete(key: K): void {
    this.takeFromNewer(key)
    this.older.delete(key)
  }

  clear(): void {
    this.newer.clear()
    this.older.clear()
    this.weight = 0
  }

  private takeFromNewer(key: K): void {
    const value = this.newer.get(key)
    if (value === undefined) return
    this.newer.delete(key)
    this.weight -= this.weigh(value)
  }
}
