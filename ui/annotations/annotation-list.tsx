import { nameOfUser } from '../api/account.ts'
import type { Annotation } from '../api/annotations.ts'
import { whenWords } from '../charts/flags.ts'
import { noteWords, reachWords } from './where.ts'
import '../kit/list.css'
import './annotation-list.css'

interface AnnotationListProps {
  annotations: readonly Annotation[]
  timezone: string
  onOpen: (annotation: Annotation) => void
}

/** Annotations, the newest moment first. */
export function AnnotationList({ annotations, timezone, onOpen }: AnnotationListProps) {
  return (
    <div className="list-box">
      <table className="list">
        <thead>
          <tr>
            <th scope="col">What happened</th>
            <th scope="col" className="annotation-when">
              When
            </th>
            <th scope="col" className="middle-only" style={{ width: '22%' }}>
              Shown on
            </th>
            <th scope="col" className="middle-only" style={{ width: '16%' }}>
              Noted by
            </th>
          </tr>
        </thead>
        <tbody>
          {annotations.map((annotation) => (
            <tr key={annotation.id}>
              <td>
                <div className="list-name">
                  <button type="button" onClick={() => onOpen(annotation)}>
                    {noteWords(annotation)}
                  </button>
                </div>
              </td>
              <td className="muted">
                {annotation.date_marker ? whenWords(annotation.date_marker, timezone) : 'No date'}
              </td>
              <td className="clip middle-only">{reachWords(annotation)}</td>
              <td className="clip middle-only">{annotation.created_by && nameOfUser(annotation.created_by)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
