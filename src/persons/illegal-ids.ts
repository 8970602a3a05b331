/** Ids that broken clients send for many people at once; two persons are never merged through one of them. */
const ANY_CASE = new Set([
  ...['anonymous', 'guest', 'distinctid', 'distinct_id', 'id', 'not_authenticated', 'email', 'undefined', 'true'],
  ...['false', '00000000-0000-0000-0000-000000000000', 'anonymous-user', 'backend', 'system', 'user'],
])
const EXACT = new Set(['[object Object]', 'NaN', 'None', 'none', 'null', '0', 'undefined'])

/** True for an id that may not take part in a merge; quotes around it do not help. */
export function isIllegalForMerge(id: string): boolean {
  const bare = id.trim().replace(/^(['"])(.*)\1$/, '$2')
  return bare.trim() === '' || EXACT.has(bare) || ANY_CASE.has(bare.toLowerCase())
}
