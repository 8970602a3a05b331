const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october'],
  ...['november', 'december'],
]
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const ZONES = ['utc', 'gmt', 'msk', 'msd']
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * True for the texts that ClickHouse's `parseDateTime64BestEffort` reads as a moment; a test asks the engine itself.
 * Without a year the 29th of February passes, where the engine looks at the year we are in.
 */
export function isBestEffortDate(text: string): boolean {
  return new Reader(text).isMoment()
}

/** Thrown inside a {@link Reader} when the text can be no moment. */
class NoMoment extends Error {}

/** Reads a text piece by piece. Zero means that a part was not read yet, as a year of zero does. */
class Reader {
  private readonly text: string
  private at = 0
  private year = 0
  private month = 0
  private day = 0
  private hasTime = false
  private hasFraction = false
  private hasComma = false

  constructor(text: string) {
    this.text = text
  }

  isMoment(): boolean {
    try {
      while (this.at < this.text.length) if (this.piece() === 'stamp') return this.at === this.text.length
      return this.isDate()
    } catch (error) {
      if (error instanceof NoMoment) return false
      throw error
    }
  }

  private isDate(): boolean {
    const { year, month, day, hasTime } = this
    if (this.hasComma && !(hasTime && year && month && day)) return false
    if (!year && !month && !day && !hasTime) return false
    const isLeap = year === 0 || year % 400 === 0 || (year % 100 !== 0 && year % 4 === 0)
    const days = MONTH_DAYS[(month || 1) - 1] ?? 0
    return (day || 1) <= (month === 2 && isLeap ? days + 1 : days)
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? ''
    this.at += found.length
    return found
  }

  private digits(): string {
    return this.take(/\d{0,19}/y)
  }

  /** One or two digits, which must be there. */
  private short(): number {
    const digits = this.digits()
    if (digits.length !== 1 && digits.length !== 2) throw new NoMoment()
    return Number(digits)
  }

  private piece(): 'stamp' | undefined {
    if (this.year > 0 !== this.hasTime && this.take(/,/y)) {
      this.hasComma = true
      if (this.at === this.text.length) return undefined
    }
    const digits = this.year && this.hasTime ? '' : this.digits()
    if (digits === '') this.sign()
    else if (!this.year && !this.hasTime && isStamp(digits)) {
      if (digits.length < 13) this.take(/\.\d{0,19}/y)
      return 'stamp'
    } else this.number(digits)
    return undefined
  }

  private number(digits: string): void {
    const { length } = digits
    const part = (from: number, to: number) => Number(digits.slice(from, to))
    if (length <= 2) this.shortNumber(Number(digits))
    else if (length === 4 && !this.year) this.yearFirst(Number(digits))
    else if ((length === 8 || (length === 14 && !this.hasTime)) && !this.year) {
      // The engine adds to a month or day that it has read already.
      this.year = part(0, 4)
      this.month += part(4, 6)
      this.day += part(6, 8)
      if (length === 14) this.hasTime = true
    } else if (length === 6 && !this.year && !this.month) [this.year, this.month] = [part(0, 4), part(4, 6)]
    else if (length === 6 && !this.hasTime) this.hasTime = true
    else throw new NoMoment()
  }

  /** After a year any one sign may stand between month and day, both times the same. */
  private yearFirst(year: number): void {
    this.year = year
    const sign = this.text.slice(this.at, this.at + 1)
    if (sign === '') return
    if (/[^ -~]|[,;'"]/.test(sign)) throw new NoMoment()
    if (this.month) return
    this.at++
    const month = this.partAfter(sign)
    if (month === undefined) return
    this.month = month
    if (this.day || !this.text.startsWith(sign, this.at)) return
    this.at++
    this.day = this.partAfter(sign) ?? this.day
  }

  private partAfter(sign: string): number | undefined {
    const digits = this.digits()
    if (digits.length === 1 || digits.length === 2) return Number(digits)
    if (sign !== ' ') throw new NoMoment()
    return undefined
  }

  /** An hour with its minutes, a day before its month, or a day or hour alone. */
  private shortNumber(number: number): void {
    if (this.take(/:/y)) {
      if (this.hasTime) throw new NoMoment()
      this.hasTime = true
      this.short()
      if (this.take(/:/y)) this.short()
    } else if (this.take(/,/y)) {
      if (this.month && !this.day) this.day = number
    } else if (this.take(/[/.-]/y)) this.dayFirst(number)
    else if (!this.day) this.day = number
  }

  private dayFirst(day: number): void {
    if (this.day || this.month) throw new NoMoment()
    this.day = day
    const digits = this.digits()
    if (digits.length > 2) throw new NoMoment()
    this.month = digits === '' ? monthOf(this.take(/[A-Za-z]*/y)) : Number(digits)
    if (this.month === 0 && digits === '') throw new NoMoment()
    if (this.month > 12) [this.day, this.month] = [this.month, this.day]
    if (digits === '' && /[0-9A-Za-z]/.test(this.text.slice(this.at, this.at + 1))) throw new NoMoment()
    if (!this.take(/[/.-]/y)) return
    const year = this.digits()
    if (this.year || (year.length !== 4 && year.length !== 2)) throw new NoMoment()
    this.year = year.length === 4 ? Number(year) : Number(year) + (Number(year) >= 70 ? 1900 : 2000)
  }

  private sign(): void {
    if (this.take(/ |Z/y)) return
    if (this.year && !this.hasTime && this.take(/T/y)) return
    if (this.take(/\./y)) this.fraction()
    else if (this.take(/[+-]/y)) this.offset()
    else this.word(this.take(/[A-Za-z]*/y))
  }

  private fraction(): void {
    if (!this.hasTime || this.hasFraction) throw new NoMoment()
    this.hasFraction = true
    this.digits()
  }

  private offset(): void {
    const { length } = this.digits()
    if (length === 6 && !this.hasTime && this.year && this.month && this.day) this.hasTime = true
    else if (length < 1 || length > 4) throw new NoMoment()
    else if (length < 3 && this.take(/:/y)) this.short()
  }

  private word(word: string): void {
    const lower = word.toLowerCase()
    if (lower === 'am' || lower === 'pm' || ZONES.includes(lower)) return
    const month = monthOf(lower)
    if (month > 0) this.month = month
    else if (lower.length >= 3 && WEEKDAYS.some((day) => isName(day, lower))) this.take(/,/y)
    else throw new NoMoment()
  }
}

/** Seconds since 1970, or thousandths, millionths or billionths of them. */
const isStamp = ({ length }: string) => [9, 10, 13, 16, 19].includes(length)

const isName = (name: string, word: string) => word === name || word === name.slice(0, 3)

const monthOf = (word: string) => MONTHS.findIndex((name) => isName(name, word.toLowerCase())) + 1
