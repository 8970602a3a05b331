import { lazy, Suspense } from 'react'
import './markdown.css'

const Rendered = lazy(() =>
  import('./render-markdown.ts').then(({ renderMarkdown }) => ({
    default: ({ text }: { text: string }) => <div dangerouslySetInnerHTML={{ __html: renderMarkdown(text) }} />,
  })),
)

/** A person's Markdown, rendered and then sanitised: this text may come from a stranger. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="markdown">
      {/* Until the renderer is there, the text keeps about the room that it will take. */}
      <Suspense fallback={<div className="markdown-waiting">{text}</div>}>
        <Rendered text={text} />
      </Suspense>
    </div>
  )
}
