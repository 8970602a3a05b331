/**
 * Each key with the list of all its values, both in the order in which they come. (`new Map` would keep only the last
 * value.)
 */
export function listsByKey<K, V>(pairs: Iterable<readonly [K, V]>): Map<K, V[]> {
  const lists = new Map<K, V[]>()
  for (const [key, value] of pairs) {
    const list = lists.get(key)
    if (list) list.push(value)
    else lists.set(key, [value])
  }
  return lists
}
