/** Names that want to get out of their literal, hide, or mean something to a compiler. */
export const HOSTILE = [
  '"""',
  '*/',
  'quote \' and " and `',
  'back\\slash\\',
  'line\nbreak\r\n\ttab',
  '\u202Ereversed\u2066\uFEFF\u2028',
  'emoji 😀 ünïcode 中文',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it wants to be taken for a template
  '%}} ${x} {{ #{y}',
  '',
  'class',
  '123_start',
  'x'.repeat(200),
  '\u0000\u007f\u0085',
  '__proto__',
]
