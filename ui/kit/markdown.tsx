import { useQuery } from '@tanstack/react-query'
import './markdown.css'

/** A person's Markdown, rendered and then sanitised: this text may come from a stranger. */
export function Markdown({ text }: { text: string }) {
  const { data: render } = useQuery({
    queryKey: ['markdown-renderer'],
    queryFn: async () => (await import('./render-markdown.ts')).renderMarkdown,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!render) return <div className="markdown" />
  return <div className="markdown" dangerouslySetInnerHTML={{ __html: render(text) }} />
}
