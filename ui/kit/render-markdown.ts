import DOMPurify from 'dompurify'
import { Marked } from 'marked'

const FORBIDDEN = [
  'style',
  'form',
  'input',
  'button',
  'textarea',
  'select',
  'iframe',
  'object',
  'embed',
  'video',
  'audio',
  'img',
  'picture',
  'source',
  'svg',
  'math',
  'link',
  'meta',
]

DOMPurify.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName !== 'A') return
  node.setAttribute('rel', 'noopener noreferrer nofollow')
  if (node.getAttribute('href')?.startsWith('http')) node.setAttribute('target', '_blank')
})

const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/**
 * A picture becomes a link to it: the page never asks another host for anything. HTML is shown as the text it is, so
 * that the sanitiser behind it is the second lock and not the only one.
 */
const markdown = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text }) => escape(text),
    // The page has the first heading; those of a text stand below it.
    heading({ tokens, depth }) {
      const level = Math.min(6, depth + 1)
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`
    },
    image: ({ href, text }) => `<a href="${escape(href)}">${escape(text || href)}</a>`,
  },
})

/** Markdown → safe HTML, whoever wrote it. */
export function renderMarkdown(text: string): string {
  const html = markdown.parse(text, { async: false })
  return DOMPurify.sanitize(html, { FORBID_TAGS: FORBIDDEN, FORBID_ATTR: ['style', 'id', 'name', 'class', 'srcset'] })
}
