const ASCII = /^[ -~]*$/
/** What East Asian terminals have always set two columns wide (UAX #11: wide, full width), and emoji. */
const WIDE =
  /^(?:[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation})/u
const WITHOUT_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]/u

/**
 * Signs of which each stands by itself, one column wide up to `ԯ` and two from `⺀` on: Latin, Greek and Cyrillic letters,
 * those of East Asia. None of them joins another one, so that nothing has to be looked for.
 */
const BY_THEMSELVES =
  /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2e80-\u3029\u3030-\u303e\u3041-\u3098\u309b-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6]*$/
const FIRST_WIDE = 0x2e80

const characters = new Intl.Segmenter()

/** How many columns of a terminal a text takes: what people see as one character may be several signs, or two columns wide. */
export function textWidth(text: string): number {
  if (ASCII.test(text)) return text.length
  let width = 0
  if (BY_THEMSELVES.test(text)) {
    for (let i = 0; i < text.length; i++) width += text.charCodeAt(i) < FIRST_WIDE ? 1 : 2
    return width
  }
  for (const { segment } of characters.segment(text))
    width += WIDE.test(segment) ? 2 : WITHOUT_WIDTH.test(segment) ? 0 : 1
  return width
}
