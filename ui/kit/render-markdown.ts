import DOMPurify from 'dompurify'
import { marked } from 'marked'

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

/** Markdown → safe HTML. No pictures: the page never asks another host for anything. */
export function renderMarkdown(text: string): string {
  const html = marked.parse(text, { async: false, gfm: true, breaks: true })
  return DOMPurify.sanitize(html, { FORBID_TAGS: FORBIDDEN, FORBID_ATTR: ['style', 'id', 'name', 'class', 'srcset'] })
}
