import type { Bytes } from './bytes.ts'

/** A column of a block that is being filled, row after row. */
export interface BlockColumn<T> {
  /** Its type as the engine spells it. */
  readonly type: string
  push(value: T): void
  /** What stands before the data: of types with parts, how these are laid out. */
  writePrefix(out: Bytes): void
  writeData(out: Bytes): void
}

abstract class PlainColumn<T> implements BlockColumn<T> {
  abstract readonly type: string
  protected readonly values: T[] = []

  push(value: T): void {
    this.values.push(value)
  }

  writePrefix(_out: Bytes): void {}

  abstract writeData(out: Bytes): void
}

export class StringColumn extends PlainColumn<string> {
  readonly type = 'String'

  writeData(out: Bytes): void {
    for (const value of this.values) out.string(value)
  }
}

export class UuidColumn extends PlainColumn<string> {
  readonly type = 'UUID'

  writeData(out: Bytes): void {
    for (const value of this.values) out.uuid(value)
  }
}

/** Whole numbers of 64 bits. `type` may also be that of moments, which are counts of a unit of time since 1970. */
export class Int64Column extends PlainColumn<number> {
  readonly type: string

  constructor(type = 'Int64') {
    super()
    this.type = type
  }

  writeData(out: Bytes): void {
    for (const value of this.values) out.int64(value)
  }
}

/** One byte a row. */
export class ByteColumn extends PlainColumn<number> {
  readonly type: string

  constructor(type: string) {
    super()
    this.type = type
  }

  writeData(out: Bytes): void {
    out.bytes(new Uint8Array(this.values))
  }
}

export class Float64Column extends PlainColumn<number> {
  readonly type = 'Float64'

  writeData(out: Bytes): void {
    for (const value of this.values) out.float64(value)
  }
}

export class BoolColumn extends PlainColumn<boolean> {
  readonly type = 'Bool'

  writeData(out: Bytes): void {
    for (const value of this.values) out.byte(value ? 1 : 0)
  }
}

/** A mask tells which rows have no value; these hold an empty one, which the engine does not look at. */
export class NullableColumn<T> implements BlockColumn<T | undefined> {
  readonly type: string
  private readonly inner: BlockColumn<T>
  private readonly empty: T
  private readonly nulls: number[] = []

  constructor(inner: BlockColumn<T>, empty: T) {
    this.type = `Nullable(${inner.type})`
    this.inner = inner
    this.empty = empty
  }

  push(value: T | undefined): void {
    this.nulls.push(value === undefined ? 1 : 0)
    this.inner.push(value ?? this.empty)
  }

  writePrefix(out: Bytes): void {
    this.inner.writePrefix(out)
  }

  writeData(out: Bytes): void {
    out.bytes(new Uint8Array(this.nulls))
    this.inner.writeData(out)
  }
}

/** The version in which the engine writes dictionaries, and the only one that it reads. */
const DICTIONARY_VERSION = 1
/** The block brings the values of its dictionary itself; the low bits say how wide the indexes are. */
const OWN_KEYS = 0x600
const NARROW_INDEXES = 0
const WIDE_INDEXES = 1

/**
 * Each different string once, and for each row its index: one byte, or two where there are more than 256 (and at most
 * 65,536).
 */
export class LowCardinalityColumn implements BlockColumn<string | undefined> {
  readonly type: string
  private readonly keys: string[]
  private readonly places = new Map<string, number>()
  private readonly rows: number[] = []

  constructor(nullable: boolean) {
    this.type = nullable ? 'LowCardinality(Nullable(String))' : 'LowCardinality(String)'
    // The first key stands for no value, the next for the empty string.
    this.keys = nullable ? ['', ''] : ['']
    this.places.set('', this.keys.length - 1)
  }

  push(value: string | undefined): void {
    this.rows.push(value === undefined ? 0 : this.placeOf(value))
  }

  private placeOf(value: string): number {
    const known = this.places.get(value)
    if (known !== undefined) return known
    const place = this.keys.push(value) - 1
    this.places.set(value, place)
    return place
  }

  writePrefix(out: Bytes): void {
    out.int64(DICTIONARY_VERSION)
  }

  writeData(out: Bytes): void {
    const isNarrow = this.keys.length <= 0x100
    out.int64(OWN_KEYS | (isNarrow ? NARROW_INDEXES : WIDE_INDEXES))
    out.int64(this.keys.length)
    for (const key of this.keys) out.string(key)
    out.int64(this.rows.length)
    const places = isNarrow ? new Uint8Array(this.rows) : new Uint16Array(this.rows)
    out.bytes(new Uint8Array(places.buffer))
  }
}

export class ArrayColumn<T> implements BlockColumn<readonly T[]> {
  readonly type: string
  private readonly inner: BlockColumn<T>
  private readonly ends: number[] = []
  private end = 0

  constructor(inner: BlockColumn<T>) {
    this.type = `Array(${inner.type})`
    this.inner = inner
  }

  push(values: readonly T[]): void {
    for (const value of values) this.inner.push(value)
    this.end += values.length
    this.ends.push(this.end)
  }

  writePrefix(out: Bytes): void {
    this.inner.writePrefix(out)
  }

  writeData(out: Bytes): void {
    for (const end of this.ends) out.int64(end)
    this.inner.writeData(out)
  }
}
