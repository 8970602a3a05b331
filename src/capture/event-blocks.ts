import { blockOf } from '../clickhouse/native/block.ts'
import {
  ByteColumn,
  Int64Column,
  LowCardinalityColumn,
  StringColumn,
  UuidColumn,
} from '../clickhouse/native/columns.ts'
import { type JsonColumn, PathsColumn, TextsColumn } from '../clickhouse/native/json-columns.ts'
import { EVENT_LAYOUT, marked, PERSON_LAYOUT, type SplitProperties, splitProperties } from '../clickhouse/residue.ts'
import { type JsonObject, put } from '../lib/json.ts'
import type { IdentityResult } from '../persons/identities.ts'
import { explicitChange } from '../persons/person-change.ts'
import { EVENT_HINTS, PERSON_HINTS } from '../schema/hinted-keys.ts'
import type { Microseconds } from './timestamp.ts'

/** The columns that come from the event itself; the others come from its person. */
interface OwnColumns {
  uuid: string
  event: string
  properties: JsonObject
  timestamp: Microseconds
  team_id: number
  distinct_id: string
  elements_chain: string
}

/** A block is written in one go; this many rows do not hold up the event loop. */
const MAX_ROWS = 1_000
/** With more paths than this, text is faster: by paths, every path takes a byte in every row. */
const MAX_PATHS = 1_000
/** An event with more paths than this, or whose person has more, is stored as text. */
const MAX_FLAT_PATHS = 512
/** The most characters of an insert. Each row repeats all properties of its person, which no limit on requests counts. */
const MAX_CHARS = 32 * 1024 * 1024

/**
 * Rows of `events` as blocks in the engine's own format. Properties are written path by path where that is possible, and as
 * text otherwise. Where the rows together have too many different paths, all are written as text.
 */
export class EventBlocks {
  private readonly full: Buffer[] = []
  private byPaths = new PathsBlock()
  private byTexts = new TextsBlock()
  private areWide = false
  private chars = 0

  /** True when they hold so much that further rows should go in another insert. */
  get areFull(): boolean {
    return this.chars >= MAX_CHARS
  }

  /** The columns of the table, with the type of each. */
  get columns(): EventBlock['columns'] {
    return this.byPaths.columns
  }

  /** `insertedAt` in milliseconds. Throws `RangeError` for properties that are nested too deeply to be written. */
  add(own: OwnColumns, identity: IdentityResult, insertedAt: number): void {
    const properties = splitProperties(own.properties, EVENT_HINTS, explicitChange(own.properties))
    const person = splitPerson(identity)
    const row = { own, identity, properties, person, insertedAt }
    this.chars += properties.chars + person.chars
    if (isFlat(properties) && isFlat(person) && !this.areWide) this.addFlat(row)
    else this.addText(row)
  }

  private addFlat(row: EventRow): void {
    this.byPaths.add(row)
    if (this.byPaths.paths > MAX_PATHS) this.turnToTexts()
    else if (this.byPaths.rows.length === MAX_ROWS) this.finish(this.byPaths)
  }

  private addText(row: EventRow): void {
    this.byTexts.add(row)
    if (this.byTexts.rows.length === MAX_ROWS) this.finish(this.byTexts)
  }

  private turnToTexts(): void {
    const { rows } = this.byPaths
    this.byPaths = new PathsBlock()
    this.areWide = true
    for (const row of rows) this.addText(row)
  }

  private finish(block: EventBlock): void {
    if (block.rows.length > 0) this.full.push(blockOf(block.rows.length, block.columns))
    if (block === this.byPaths) this.byPaths = new PathsBlock()
    else this.byTexts = new TextsBlock()
  }

  /** All of them, for `INSERT … FORMAT Native`. */
  written(): Buffer {
    this.finish(this.byPaths)
    this.finish(this.byTexts)
    return this.full.length === 1 && this.full[0] ? this.full[0] : Buffer.concat(this.full)
  }
}

const isFlat = ({ flat, paths }: SplitProperties) => flat && paths <= MAX_FLAT_PATHS

const PERSON_MODES = ['full', 'propertyless', 'force_upgrade'] as const
const ENUM = `Enum8(${PERSON_MODES.map((mode, i) => `'${mode}' = ${i}`).join(', ')})`
const MICROSECONDS = "DateTime64(6, 'UTC')"
const MILLISECONDS = "DateTime64(3, 'UTC')"

interface EventRow {
  own: OwnColumns
  identity: IdentityResult
  properties: SplitProperties
  person: PersonColumns
  insertedAt: number
}

/** Rows of one layout, column by column as in the table. */
class EventBlock<Column extends JsonColumn = JsonColumn> {
  readonly rows: EventRow[] = []
  readonly columns

  constructor(properties: Column, personProperties: Column) {
    this.columns = {
      uuid: new UuidColumn(),
      event: new LowCardinalityColumn(false),
      properties,
      properties_residue: new StringColumn(),
      timestamp: new Int64Column(MICROSECONDS),
      team_id: new Int64Column(),
      distinct_id: new StringColumn(),
      elements_chain: new StringColumn(),
      created_at: new Int64Column(MICROSECONDS),
      person_id: new UuidColumn(),
      person_created_at: new Int64Column(MILLISECONDS),
      person_properties: personProperties,
      person_properties_residue: new StringColumn(),
      person_mode: new ByteColumn(ENUM),
      inserted_at: new Int64Column(MILLISECONDS),
    }
  }

  add(row: EventRow): void {
    const { own, identity, properties, person, insertedAt } = row
    const { columns } = this
    columns.uuid.push(own.uuid)
    columns.event.push(own.event)
    columns.properties.push(properties.plain)
    columns.properties_residue.push(identity.change.observed ? marked(properties.residue) : properties.residue)
    columns.timestamp.push(own.timestamp)
    columns.team_id.push(own.team_id)
    columns.distinct_id.push(own.distinct_id)
    columns.elements_chain.push(own.elements_chain)
    columns.created_at.push(insertedAt * 1000)
    columns.person_id.push(identity.person_id)
    columns.person_created_at.push(identity.person_created_at.getTime())
    columns.person_properties.push(person.plain, person.over)
    columns.person_properties_residue.push(person.residue)
    columns.person_mode.push(PERSON_MODES.indexOf(identity.person_mode))
    columns.inserted_at.push(insertedAt)
    this.rows.push(row)
  }
}

class PathsBlock extends EventBlock<PathsColumn> {
  constructor() {
    super(new PathsColumn(EVENT_LAYOUT), new PathsColumn(PERSON_LAYOUT))
  }

  get paths(): number {
    return this.columns.properties.paths + this.columns.person_properties.paths
  }
}

class TextsBlock extends EventBlock {
  constructor() {
    super(new TextsColumn(EVENT_LAYOUT), new TextsColumn(PERSON_LAYOUT))
  }
}

interface PersonColumns extends SplitProperties {
  /** Values that the event sets, which replace the person's own in this row. */
  over?: JsonObject
}

/** A person's properties are one object for all of its events until they change, so they are split once. */
const personSplits = new WeakMap<JsonObject, SplitProperties>()

function splitOf(properties: JsonObject): SplitProperties {
  const known = personSplits.get(properties)
  if (known) return known
  const split = splitProperties(properties, PERSON_HINTS)
  personSplits.set(properties, split)
  return split
}

/**
 * The person's properties with those that the event sets. Mostly few of these differ, such as the page, so the split of the
 * person is reused.
 */
function splitPerson({ person_properties: properties, change }: IdentityResult): PersonColumns {
  const split = splitOf(properties)
  const set = change.unset.length > 0 ? without(change.set, new Set(change.unset)) : change.set
  let over: JsonObject | undefined
  let { paths, chars } = split
  for (const key in set) {
    const value = set[key]
    if (value === undefined || value === properties[key]) continue
    const isPlain =
      typeof value === 'string' && typeof properties[key] !== 'object' && key !== '' && !key.includes('%2E')
    if (!isPlain || split.residue !== '') return splitProperties({ ...properties, ...set }, PERSON_HINTS)
    over ??= {}
    put(over, key, value)
    paths++
    chars += key.length + value.length
  }
  return over ? { ...split, over, paths, chars } : split
}

/** `$unset` comes after `$set`: what an event names in both is gone. */
function without(set: JsonObject, unset: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(set).filter(([key]) => !unset.has(key)))
}
