import { z } from 'zod'

/** What a property filter may ask. */
export const PropertyOperator = z.enum([
  ...(['exact', 'is_not', 'icontains', 'not_icontains', 'regex', 'not_regex', 'is_set', 'is_not_set'] as const),
  ...(['icontains_multi', 'not_icontains_multi'] as const),
  ...(['gt', 'gte', 'lt', 'lte', 'min', 'max', 'between', 'not_between', 'in', 'not_in'] as const),
  ...(['is_date_exact', 'is_date_before', 'is_date_after', 'is_cleaned_path_exact', 'flag_evaluates_to'] as const),
  ...(['semver_eq', 'semver_neq', 'semver_gt', 'semver_gte', 'semver_lt', 'semver_lte'] as const),
  ...(['semver_tilde', 'semver_caret', 'semver_wildcard'] as const),
])
export type PropertyOperator = z.infer<typeof PropertyOperator>

const Scalar = z.union([z.string(), z.number(), z.boolean()])
export const FilterValue = z.union([Scalar, z.array(Scalar.nullable()), z.null()])
export type FilterValue = z.infer<typeof FilterValue>

/** One condition. Loose, because clients send more than they mean; `{}` counts as TRUE. */
export const PropertyFilter = z.looseObject({
  key: z.string().nullish(),
  value: z.unknown().optional(),
  operator: PropertyOperator.nullish(),
  type: z.string().nullish(),
  group_type_index: z.number().int().min(0).max(4).nullish(),
})
export type PropertyFilter = z.infer<typeof PropertyFilter>

/** Conditions joined by AND or OR, nested to any depth. */
export interface PropertyGroup {
  type: 'AND' | 'OR'
  values: (PropertyGroup | PropertyFilter)[]
}

export const PropertyGroup: z.ZodType<PropertyGroup> = z.object({
  type: z.enum(['AND', 'OR']),
  values: z.array(z.lazy(() => PropertyItem)),
})

export const isPropertyGroup = (item: PropertyGroup | PropertyFilter): item is PropertyGroup =>
  (item.type === 'AND' || item.type === 'OR') && Array.isArray(item['values'])

/** A group or a condition. A group with something else in it, or nothing, would pass for a condition, which is loose. */
export const PropertyItem = z.union([
  PropertyGroup,
  PropertyFilter.refine(({ type }) => type !== 'AND' && type !== 'OR', {
    error: 'A group holds conditions and groups.',
  }),
])

/** What the `properties` of a query hold: a list (all of them) or a group. */
export const Properties = z.union([z.array(PropertyItem), PropertyGroup])
export type Properties = z.infer<typeof Properties>

/** One step of an action. Its parts are ANDed, steps are ORed. */
export const ActionStep = z.looseObject({
  event: z.string().nullish(),
  properties: z.array(PropertyItem).nullish(),
  selector: z.string().nullish(),
  tag_name: z.string().nullish(),
  text: z.string().nullish(),
  text_matching: z.enum(['exact', 'contains', 'regex']).nullish(),
  href: z.string().nullish(),
  href_matching: z.enum(['exact', 'contains', 'regex']).nullish(),
  url: z.string().nullish(),
  url_matching: z.enum(['exact', 'contains', 'regex']).nullish(),
})
export type ActionStep = z.infer<typeof ActionStep>
