import { changePropertyDefinition, type PropertyDefinitionChange, tagDefinitions } from '../api/definitions.ts'
import type { PropertyDefinition } from '../api/types.ts'
import { BulkBar, BulkTags } from '../data/bulk-bar.tsx'
import type { Selection } from '../data/selection.ts'
import { inTurns, useBulk } from '../data/use-bulk.ts'
import { Button } from '../kit/button.tsx'

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

  const tag = (action: 'add' | 'remove', name: string) => {
    const opposite = action === 'add' ? 'remove' : 'add'
    const isWithout = ({ tags = [] }: PropertyDefinition) => tags.includes(name) !== (action === 'add')
    const changing = chosen.filter(isWithout).map(({ id }) => id)
    if (changing.length === 0) return
    work.mutate({
      act: () => tagDefinitions(project, 'property_definitions', changing, action, name),
      done: action === 'add' ? `Tagged ${names} “${name}”` : `Took “${name}” off ${names}`,
      undo: () => tagDefinitions(project, 'property_definitions', changing, opposite, name),
    })
  }
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

  const carried = [...new Set(chosen.flatMap(({ tags = [] }) => tags))].sort()
  const isVerified = chosen.every(({ verified }) => verified)
  const isHidden = chosen.every(({ hidden }) => hidden === true)
  return (
    <BulkBar label="Chosen properties" busy={work.isPending} selection={selection}>
      <BulkTags project={project} carried={carried} onTag={tag} />
      {isVerified ? (
        <Button onClick={() => verify(false)}>Unverify</Button>
      ) : (
        <Button icon="verified" onClick={() => verify(true)}>
          Verify
        </Button>
      )}
      <Button onClick={() => hide(!isHidden)}>{isHidden ? 'Show' : 'Hide'}</Button>
    </BulkBar>
  )
}
