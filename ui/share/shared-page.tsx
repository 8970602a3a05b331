import { useState } from 'react'
import { ApiError, wordsFor } from '../api/client.ts'
import { Empty } from '../kit/notes.tsx'
import { LockPage } from './lock-page.tsx'
import { PublicBoardView } from './public-board.tsx'
import { PublicInsightView } from './public-insight.tsx'
import { exportedData, readShared, type SharedData } from './shared-data.ts'
import './shared-page.css'

/** The page of a link: what is shared and nothing else, or the lock before it. */
export function SharedPage() {
  const [data, setData] = useState<SharedData>(exportedData)
  const [proof, setProof] = useState(data.shareToken)
  const [failure, setFailure] = useState<string>()
  const enter = async (token: string) => {
    try {
      setData(await readShared(token))
      setProof(token)
    } catch (error) {
      setFailure(wordsFor(error))
    }
  }
  const leave = (error: unknown) => {
    if (error instanceof ApiError && error.status === 401) setData({ type: 'unlock' })
    else setFailure(wordsFor(error))
  }
  if (failure) return <Note title="This page could not be read">{failure}</Note>
  if (data.type === 'missing') {
    return <Note title="Nothing is shared here">The link may have been switched off, or replaced by a new one.</Note>
  }
  if (data.type === 'unlock') {
    return <LockPage whitelabel={data.whitelabel === true} onOpen={(token) => void enter(token)} />
  }
  const look = { data, proof, onLeave: leave }
  return (
    <main className="shared" data-embed={data.type === 'embed' || undefined}>
      {data.dashboard && <PublicBoardView {...look} board={data.dashboard} />}
      {data.insight && <PublicInsightView {...look} insight={data.insight} />}
      {!data.whitelabel && <footer className="shared-mark muted">Made with Hoglet</footer>}
    </main>
  )
}

const Note = ({ title, children }: { title: string; children: string }) => (
  <main className="shared shared-note">
    <title>{title}</title>
    <Empty icon="info" title={title}>
      {children}
    </Empty>
  </main>
)
