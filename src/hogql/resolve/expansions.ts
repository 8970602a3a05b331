import type { Expr } from '../ast.ts'
import { and, call, compare, constant, equals, field, lambda, plus, select, tuple } from '../build.ts'
import { HogqlError } from '../errors.ts'
import { byMedium, bySource, domainType } from '../tables/channel-type.ts'
import type { Scope } from './scope.ts'

type Expand = (args: Expr[], scope: Scope) => Expr

/** Functions that HogQL has and the engine has not: each stands for an expression of others. */
export const EXPANSIONS: Readonly<Record<string, Expand>> = {
  sortableSemver: ([version = NULL]) => sortableSemver(version),
  sparkline: ([data = NULL, labels]) => tag('Sparkline', { data, ...(labels ? { labels } : {}) }),
  recording_button: ([sessionId = NULL, status], scope) =>
    tag('RecordingButton', { sessionId, recordingStatus: status ?? recordingStatus(scope) }),
  explain_csp_report: ([properties = NULL]) => tag('ExplainCSPReport', { properties }),
  hogql_lookupDomainType: ([domain = NULL]) => domainType(domain),
  hogql_lookupPaidSourceType: ([source = NULL]) => bySource(source, 'Paid'),
  hogql_lookupPaidMediumType: ([medium = NULL]) => byMedium(medium, 'Paid'),
  hogql_lookupOrganicSourceType: ([source = NULL]) => bySource(source, 'Organic'),
  hogql_lookupOrganicMediumType: ([medium = NULL]) => byMedium(medium, 'Organic'),
  getSurveyResponse: surveyResponse,
  uniqueSurveySubmissionsFilter: lastOfEachSubmission,
}

const NULL = constant(null)

/** As the event says it, where the query reads any. */
const recordingStatus = ({ sources }: Scope) =>
  sources.some((source) => source.column('properties')) ? field('properties', '$recording_status') : NULL

/** What PostHog's app draws in place of a value. */
const tag = (kind: string, attributes: Record<string, Expr>): Expr =>
  tuple(
    constant('__hx_tag'),
    constant(kind),
    ...Object.entries(attributes).flatMap(([name, value]) => [constant(name), value]),
  )

/** A version with three numbers, perhaps after a v and before what makes it a preview or a build. */
const SEMVER = '^\\s*v?((?:(?:0|[1-9][0-9]*)[.]){2}(?:0|[1-9][0-9]*))(?:[-+]\\S*)?\\s*$'

/** The three numbers of a version as a list, which compares as versions do; of any other text a list of nothing. */
function sortableSemver(version: Expr): Expr {
  const numbers = call('extract', call('ifNull', call('toString', version), constant('')), constant(SEMVER))
  const parts = call('splitByChar', constant('.'), call('ifNull', call('nullIf', numbers, constant('')), constant('_')))
  return call('arrayMap', lambda(['part'], call('toInt64OrNull', field('part'))), parts)
}

const properties = field('properties')

/**
 * The answer to the question at this place of a survey: under the id of the question, which newer SDKs send, else under its
 * number. Of a question with several choices it is the list of answers.
 */
function surveyResponse([place, id, several]: Expr[]): Expr {
  const index = place?.node === 'Constant' ? Number(place.value) : Number.NaN
  if (!Number.isInteger(index)) throw new HogqlError("'getSurveyResponse' needs the number of a question", place)
  const known = id?.node === 'Constant' && id.value ? constant(String(id.value)) : undefined
  const asked = call('arrayElement', answers(constant('$survey_questions')), plus(constant(index), constant(1)))
  const byId = call('concat', constant('$survey_response_'), known ?? call('JSONExtractString', asked, constant('id')))
  const byNumber = constant(index === 0 ? '$survey_response' : `$survey_response_${index}`)
  if (several?.node === 'Constant' && several.value)
    return call('if', call('notEmpty', answers(byId)), answers(byId), answers(byNumber))
  const answer = (key: Expr) => call('nullIf', call('JSONExtractString', properties, key), constant(''))
  return call('coalesce', answer(byId), answer(byNumber))
}

const answers = (key: Expr): Expr => call('JSONExtractArrayRaw', properties, key)

/** Of the events that tell one answered survey, each with more of it, the last. */
function lastOfEachSubmission([survey, from, to]: Expr[]): Expr {
  for (const arg of [survey, from, to])
    if (arg && arg.node !== 'Constant') throw new HogqlError("'uniqueSurveySubmissionsFilter' takes constants", arg)
  const submission = call('nullIf', call('toString', field('properties', '$survey_submission_id')), constant(''))
  const last = select({
    select: [call('argMax', field('uuid'), field('timestamp'))],
    from: 'events',
    where: and(
      equals(field('event'), constant('survey sent')),
      equals(field('properties', '$survey_id'), survey ?? NULL),
      ...(from ? [compare('>=', field('timestamp'), from)] : []),
      ...(to ? [compare('<=', field('timestamp'), to)] : []),
    ),
    group_by: [call('ifNull', submission, call('toString', field('uuid')))],
  })
  return compare('in', field('uuid'), last)
}
