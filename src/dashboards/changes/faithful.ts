// Whether every number of a text comes from the facts it was given. A number that is in no fact was made up, and so may be
// everything around it.

/** A number as it stands: an explicit sign, digits, and the unit that is written against it. */
const NUMBER = /(?:(?<![\p{L}\p{N}])([+\-−]))?([0-9]+(?:[.,][0-9]+)*)(\s?%|\s?per ?cent\b|[\p{L}]*)/gu

/** Digits of other scripts, fractions and the like, which {@link NUMBER} does not read. */
const OTHER_DIGIT = /[^\P{N}0-9]/gu

/** Words that say a number and hardly anything else, with the number as facts have it. */
const WORDS = new Map(
  Object.entries({
    ...{
      zero: '0',
      two: '2',
      three: '3',
      four: '4',
      five: '5',
      six: '6',
      seven: '7',
      eight: '8',
      nine: '9',
      ten: '10',
    },
    ...{ eleven: '11', twelve: '12', dozen: '12', thirteen: '13', fourteen: '14', fifteen: '15', sixteen: '16' },
    ...{ seventeen: '17', eighteen: '18', nineteen: '19', twenty: '20', thirty: '30', forty: '40', fifty: '50' },
    ...{ sixty: '60', seventy: '70', eighty: '80', ninety: '90', hundred: '100', thousand: '1000', million: '1000000' },
    ...{
      billion: '1000000000',
      twice: '+100%',
      doubled: '+100%',
      tripled: '+200%',
      quadrupled: '+300%',
      halved: '-50%',
    },
  }),
)

/** Whether every number of the text, with its sign and unit where it has them, is one of the facts. Pure. */
export function isFaithful(text: string, facts: string): boolean {
  const numbers = new Set(numbersOf(facts).flatMap(spellings))
  const words = new Set(wordsOf(facts))
  const isKnown = (word: string) => {
    const number = WORDS.get(word) ?? WORDS.get(word.replace(/s$/, ''))
    return number === undefined || numbers.has(number) || words.has(word)
  }
  return (
    numbersOf(text).every(({ sign, value, unit }) => numbers.has(sign + value + unit)) &&
    [...text.matchAll(OTHER_DIGIT)].every(([digit]) => facts.includes(digit)) &&
    wordsOf(text).every(isKnown)
  )
}

/** How a number of the facts may be written: without its sign, and with its unit of time in words. Per cent stay so. */
function spellings({ sign, value, unit }: ReturnType<typeof numbersOf>[number]): string[] {
  const units = unit === '%' ? [unit] : [unit, '']
  return units.flatMap((unit) => [value + unit, sign + value + unit])
}

const wordsOf = (text: string) => text.toLowerCase().match(/\p{L}+/gu) ?? []

function numbersOf(text: string) {
  return [...text.matchAll(NUMBER)].map(([, sign = '', digits = '', unit = '']) => ({
    ...{ sign: sign.replace('−', '-'), value: plain(digits), unit: unitOf(unit.trim()) },
  }))
}

/** Without commas between thousands and without zeros that mean nothing. */
function plain(digits: string): string {
  const whole = /^[0-9]{1,3}(,[0-9]{3})+(?![0-9,])/.test(digits) ? digits.replaceAll(',', '') : digits
  const trimmed = /^[0-9]+\.[0-9]+$/.test(whole) ? whole.replace(/\.?0+$/, '') : whole
  return trimmed.replace(/^0+(?=[0-9])/, '')
}

function unitOf(text: string): string {
  if (/^(%|per ?cent)$/.test(text)) return '%'
  return /^(st|nd|rd|th)$/.test(text) ? '' : text
}
