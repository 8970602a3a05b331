const ASCII = /^[ -~]*$/
/** What East Asian terminals have always set two columns wide (UAX #11: wide, full width), and emoji. */
const WIDE =
  /^(?:[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation})/u
const WITHOUT_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]/u

const characters = new Intl.Segmenter()

/** How many columns of a terminal a text takes: what people see as one character may be several signs, or two columns wide. */
export function textWidth(text: string): number {
  if (ASCII.test(text)) return text.length
  let width = 0
  for (const { segment } of characters.segment(text))
    width += WIDE.test(segment) ? 2 : WITHOUT_WIDTH.test(segment) ? 0 : 1
  return width
}
