import { z } from 'zod'
import { notFound } from '../http/errors.ts'
import { created, noContent, type Route, route } from '../http/route.ts'
import { defined } from '../lib/json.ts'
import type { AccountsDeps } from './deps.ts'
import { createKey, listKeys, type PersonalApiKey, revokeKey, updateKey } from './keys.ts'
import { presentKey } from './present.ts'
import { isKnownScope } from './scopes.ts'

const Scopes = z
  .array(z.string().refine(isKnownScope, { message: 'Invalid scope.' }))
  .min(1)
  .max(500)
const KeyInput = z.object({
  label: z.string().trim().min(1).max(40),
  scopes: Scopes,
  scoped_teams: z.array(z.int()).nullish(),
  scoped_organizations: z.array(z.string()).nullish(),
})
const KeyParams = z.object({ id: z.string() })

/** The personal keys of the one who asks. */
export function keyRoutes(deps: AccountsDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/personal_api_keys/@current',
      scopes: [],
      handle: async ({ principal }) => {
        if (principal.kind !== 'key') throw notFound()
        return presentKey(await requireKey(deps, principal.user.id, principal.key_id), null)
      },
    }),
    route({
      method: 'GET',
      path: '/api/personal_api_keys',
      scopes: 'session',
      handle: async ({ principal }) => (await listKeys(deps, principal.user.id)).map((key) => presentKey(key, null)),
    }),
    route({
      method: 'POST',
      path: '/api/personal_api_keys',
      scopes: 'session',
      body: KeyInput,
      handle: async ({ principal, body }) => {
        const { key, value } = await createKey(deps, { user_id: principal.user.id, ...defined(body) })
        return created(presentKey(key, value))
      },
    }),
    route({
      method: 'GET',
      path: '/api/personal_api_keys/:id',
      scopes: 'session',
      params: KeyParams,
      handle: async ({ principal, params }) => presentKey(await requireKey(deps, principal.user.id, params.id), null),
    }),
    route({
      method: ['PATCH', 'PUT'],
      path: '/api/personal_api_keys/:id',
      scopes: 'session',
      params: KeyParams,
      body: KeyInput.partial(),
      find: ({ principal, params }) => requireKey(deps, principal.user.id, params.id),
      handle: async ({ principal, params, body }) => {
        const key = await updateKey(deps, principal.user.id, params.id, body)
        if (!key) throw notFound()
        return presentKey(key, null)
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/personal_api_keys/:id',
      scopes: 'session',
      params: KeyParams,
      handle: async ({ principal, params }) => {
        if (!(await revokeKey(deps, params.id, principal.user.id))) throw notFound()
        return noContent()
      },
    }),
  ]
}

async function requireKey(deps: AccountsDeps, userId: number, id: string): Promise<PersonalApiKey> {
  const key = (await listKeys(deps, userId)).find((one) => one.id === id)
  if (!key) throw notFound()
  return key
}
