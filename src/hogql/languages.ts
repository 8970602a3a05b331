/** The languages that have a code of two letters (ISO 639-1), as browsers name the language of a reader. */
export const LANGUAGE_CODES: string[] = [
  ...'aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz'.split(' '),
  ...'ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii'.split(' '),
  ...'ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi'.split(' '),
  ...'mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw'.split(' '),
  ...'sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk'.split(' '),
  ...'ur uz ve vi vo wa wo xh yi yo za zh zu'.split(' '),
]

const names = new Intl.DisplayNames('en', { type: 'language' })

/** The English name of a language. */
export const languageName = (code: string): string => names.of(code) ?? code
