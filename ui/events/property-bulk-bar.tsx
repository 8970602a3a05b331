import { changePropertyDefinition, type PropertyDefinitionChange } from '../api/definitions.ts'
import type { PropertyDefinition } from '../api/types.ts'
import { BulkBar, BulkMarks, BulkTags } from '../data/bulk-bar.tsx'
import type { Selection } from '../data/selection.ts'
import { inTurns, useBulk } from '../data/use-bulk.ts'

interface PropertyBulkBarProps {
  project: number
  properties: readonly PropertyDefinition[]
  selection: Selection
}

/** What can be done with several properties at once; each says what it did and how to take it back. */
export function PropertyBulkBar({ project, properties, selection }: PropertyBulkBarProps) {
  const chosen = properties.filter(({ id }) => selection.chosen.has(id))
  const work = useBulk(project, ['property-definitions', 'tags'])
  const each = (change: (property: PropertyDefinition) => PropertyDefinitionChange) =>
    inTurns(chosen, (property) => changePropertyDefinition(project, property.id, change(property)))
  const names = chosen.length === 1 ? (chosen[0]?.name ?? '') : `${chosen.length} properties`
  const asTheyWere = () =>
    each(({ verified, hidden }) => (verified ? { verified: true } : { verified: false, hidden: hidden ?? false }))

  const verify = (verified: boolean) =>
    work.mutate({
      act: () => each(() => ({ verified })),
      done: verified ? `Verified ${names}` : `${names} no longer verified`,
      undo: asTheyWere,
    })
  const hide = (hidden: boolean) =>
    work.mutate({
      act: () => each(() => ({ hidden })),
      done: hidden ? `Hid ${names}` : `${names} shown again`,
      undo: asTheyWere,
    })

  return (
    <BulkBar label="Chosen properties" busy={work.isPending} selection={selection}>
      <BulkTags project={project} kind="property_definitions" rows={chosen} names={names} onWork={work.mutate} />
      <BulkMarks rows={chosen} onVerify={verify} onHide={hide} />
    </BulkBar>
  )
}
