import { pagePolicy, readPage } from '../http/static-ui.ts'
import type { Share } from './access.ts'

/** Headers of every answer of a link: the address is a secret, and what stands behind a lock is kept nowhere. */
export function shareHeaders(share: Share | undefined): Record<string, string> {
  return {
    'cache-control': share?.configuration.password_required ? 'no-store' : 'private, max-age=0, must-revalidate',
    'x-robots-tag': 'noindex',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'content-security-policy': pagePolicy(share?.configuration.limits.allowed_domains),
  }
}

/** The words that search engines and messengers may show: those of the board, none while it is locked. */
export interface PageWords {
  title: string
  description: string
}

const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The page of a link: the shell of the web app with its data inside, where `</script>` cannot end it. */
export async function sharedPage(
  status: 200 | 404,
  share: Share | undefined,
  data: object,
  words: PageWords,
): Promise<Response> {
  const shell = await readPage('shared.html')
  if (shell === undefined) return new Response('The web page is not built. Run: npm run build', { status: 503 })
  const title = escape(words.title)
  const head = [
    `<title>${title}</title>`,
    `<meta property="og:title" content="${title}">`,
    ...(words.description ? [`<meta property="og:description" content="${escape(words.description)}">`] : []),
    `<script id="posthog-exported-data" type="application/json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`,
  ].join('\n    ')
  const html = shell.replace(/<title>.*<\/title>/, () => head)
  const headers = { ...shareHeaders(share), 'content-type': 'text/html; charset=utf-8' }
  return new Response(html, { status, headers })
}

/** The same answer for a link that never was, that is off, past its end, or whose board is gone. */
export const missingPage = () =>
  sharedPage(404, undefined, { type: 'missing' }, { title: 'Nothing is shared here', description: '' })
