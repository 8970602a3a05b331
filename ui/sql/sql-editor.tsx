import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import { sql } from '@codemirror/lang-sql'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, linter } from '@codemirror/lint'
import { EditorState, Prec } from '@codemirror/state'
import { EditorView, keymap, placeholder } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { minimalSetup } from 'codemirror'
import { useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react'
import { checkSql, completeSql, type SqlSuggestion } from '../api/sql.ts'
import type { GivenVariables } from '../api/types.ts'
import './sql-editor.css'

/** What others may do to the editor. */
export interface SqlEditorHandle {
  insert(text: string): void
  replace(text: string): void
}

interface SqlEditorProps {
  project: number
  /** The text to begin with; later changes come through the handle. */
  initial: string
  ref: React.Ref<SqlEditorHandle>
  /** The variables that a text names. */
  variablesIn: (text: string) => GivenVariables
  onChange: (text: string) => void
  onRun: () => void
}

const CHECK_AFTER_MS = 400
const TYPES: Record<SqlSuggestion['kind'], string> = {
  Variable: 'property',
  Folder: 'type',
  Function: 'function',
  Keyword: 'keyword',
}

const highlight = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)', fontWeight: '500' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--series-3)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--series-1)' },
  { tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic' },
])

/** CodeMirror's own styles stand outside our layers and would win over them: what must differ is said in its own way. */
const theme = EditorView.theme({
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6', padding: '8px 4px' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': { background: 'var(--chosen)' },
  '.cm-placeholder': { color: 'var(--muted)' },
  '.cm-tooltip': {
    background: 'var(--surface)',
    color: 'var(--text)',
    border: '0',
    borderRadius: 'var(--radius)',
    boxShadow: 'var(--float)',
    fontSize: 'var(--size-13)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '260px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '4px 10px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--chosen)', color: 'var(--text)' },
  '.cm-completionDetail': { color: 'var(--muted)', fontStyle: 'normal', marginInlineStart: '12px' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--danger)' },
})

/** Text with completion and with errors where they are. Both are asked of the server, which alone knows the language. */
export function SqlEditor({ project, initial, ref, variablesIn, onChange, onRun }: SqlEditorProps) {
  const box = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const latest = useRef({ variablesIn, onChange, onRun })
  useEffect(() => {
    latest.current = { variablesIn, onChange, onRun }
  })
  useImperativeHandle(ref, () => ({
    insert: (text) => {
      const editor = view.current
      if (!editor) return
      editor.dispatch(editor.state.replaceSelection(text))
      editor.focus()
    },
    replace: (text) => {
      const editor = view.current
      if (!editor) return
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } })
      editor.focus()
    },
  }))

  // The editor keeps its own text once it is made.
  const first = useRef(initial)
  // Before the first picture: what stands below would move down from an editor that comes after it.
  useLayoutEffect(() => {
    if (!box.current) return
    const editor = new EditorView({ parent: box.current, state: stateFor(project, first.current, latest) })
    view.current = editor
    return () => editor.destroy()
  }, [project])
  return <div className="sql-editor" ref={box} />
}

type Latest = React.RefObject<Pick<SqlEditorProps, 'variablesIn' | 'onChange' | 'onRun'>>

function stateFor(project: number, doc: string, latest: Latest): EditorState {
  const run = () => {
    latest.current.onRun()
    return true
  }
  return EditorState.create({
    doc,
    extensions: [
      Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
      minimalSetup,
      theme,
      sql({ upperCaseKeywords: false }),
      syntaxHighlighting(highlight),
      autocompletion({ override: [(context) => complete(project, context)], icons: false }),
      linter((editor) => check(project, editor.state.doc.toString(), latest), { delay: CHECK_AFTER_MS }),
      placeholder('select event, count() from events where timestamp > now() - interval 7 day group by event'),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': 'SQL' }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) latest.current.onChange(update.state.doc.toString())
      }),
    ],
  })
}

async function complete(project: number, context: CompletionContext): Promise<CompletionResult | null> {
  const word = context.matchBefore(/[\w$]*/)
  const before = context.state.sliceDoc(Math.max(0, (word?.from ?? context.pos) - 1), word?.from ?? context.pos)
  if (!context.explicit && word?.from === word?.to && before !== '.') return null
  try {
    const suggestions = await completeSql(project, context.state.doc.toString(), context.pos)
    return {
      from: word?.from ?? context.pos,
      validFor: /^[\w$]*$/,
      options: suggestions.map(({ label, insertText, detail, kind }) => ({
        label,
        apply: insertText,
        type: TYPES[kind],
        ...(detail ? { detail } : {}),
      })),
    }
  } catch {
    return null // completion is a help, its failure no news
  }
}

async function check(project: number, text: string, latest: Latest): Promise<Diagnostic[]> {
  if (text.trim() === '') return []
  try {
    return (await checkSql(project, text, latest.current.variablesIn(text))).map(({ message, start, end }) => ({
      from: Math.min(text.length, start ?? 0),
      to: Math.min(text.length, Math.max((start ?? 0) + 1, end ?? text.length)),
      severity: 'error',
      message,
    }))
  } catch {
    return []
  }
}
