import type { Define } from './function-definition.ts'

const whole = { returns: 'integer' } as const
const truth = { returns: 'boolean' } as const
const date = { returns: 'date' } as const
const datetime = { returns: 'datetime' } as const
const text = { returns: 'string' } as const
const certain = { nullable: 'never' } as const
const maybe = { nullable: 'always' } as const
const alike = { returns: 'argument' } as const

/**
 * Every function of HogQL. What is not here does not exist: new functions of the engine stay out until someone writes
 * their name. Functions whose translation needs thought (`toFloat`, `now`, `date_trunc`, `JSONExtract…`) have their
 * rewriting in `resolve/calls.ts`; here stand their names and counts.
 */
export function defineScalarFunctions(define: Define): void {
  for (const group of [
    mathematics,
    arrays,
    logic,
    conversions,
    strings,
    dates,
    json,
    urls,
    maps,
    bits,
    places,
    rest,
    ours,
  ])
    group(define)
}

function mathematics(define: Define): void {
  define('plus:2 minus:2 multiply:2 divide:2 intDiv:2 intDivOrZero:2 modulo:2 moduloOrZero:2 positiveModulo:2 negate:1')
  define('gcd:2 lcm:2 max2:2 min2:2 multiplyDecimal:2-3 divideDecimal:2-3')
  define('abs:1', { caseless: true })
  define('floor:1-2 ceil:1-2 trunc:1-2 round:1-2', { caseless: true })
  define('roundBankers:1-2 roundDown:2 roundToExp2:1 roundDuration:1 roundAge:1')
  define('exp:1 log:1 ln=log:1 log2:1 log10:1 sqrt:1 power:2 pow=power:2', { caseless: true })
  define('e:0 pi:0 exp2:1 exp10:1 cbrt:1 erf:1 erfc:1 lgamma:1 tgamma:1 intExp2:1 intExp10:1 rand:0')
  define('sin:1 cos:1 tan:1 asin:1 acos:1 atan:1 sign:1 degrees:1 radians:1 factorial:1', { caseless: true })
  define('sinh:1 cosh:1 tanh:1 asinh:1 acosh:1 atanh:1 atan2:2 hypot:2 log1p:1 width_bucket:4')
  define('isFinite:1 isInfinite:1 isNaN:1', truth)
  define('ifNotFinite:2 transform:3-4 indexHint:1 rowNumberInBlock:0 rowNumberInAllBlocks:0')
  define('least:1+ greatest:1+', { caseless: true, ...alike })
}

function arrays(define: Define): void {
  define('array:0+ range:1-3 arrayConcat:2+ arrayPopBack:1 arrayPopFront:1 arrayPushBack:2 arrayPushFront:2', certain)
  define('arrayElement:2 arrayResize:2-3 arraySlice:2-3 arraySort:1+ arrayReverseSort:1+ arrayDifference:1 arrayDistinct:1')
  define('has:2 hasAll:2 hasAny:2 hasSubstr:2 arrayExists:1+ arrayAll:1+ empty:1 notEmpty:1', truth)
  define('indexOf:2 countEqual:2 arrayCount:1+ arrayUniq:1+ length:1', whole)
  define('arrayEnumerate:1 arrayEnumerateUniq:1+ arrayEnumerateDense:1+ arrayIntersect:1+ arrayReverse:1 reverse:1')
  define('arrayJoin:1 arrayFilter:2+ arrayFlatten:1 arrayCompact:1 arrayZip:1+ arrayAUC:2 arrayMap:2+ arrayFill:2+')
  define('arrayReverseFill:2+ arrayFold:3+ arraySplit:2+ arrayReverseSplit:2+ arrayRotateLeft:2 arrayRotateRight:2')
  define('arrayWithConstant:2 arrayFirst:2+ arrayLast:2+ arrayFirstIndex:2+ arrayLastIndex:2+ arrayMin:1-2 arrayMax:1-2')
  define('arraySum:1-2 arrayAvg:1-2 arrayCumSum:1-2 arrayCumSumNonNegative:1-2 arrayProduct:1-2 arrayReduce:2+')
}

function logic(define: Define): void {
  define('equals:2 notEquals:2 less:2 greater:2 lessOrEquals:2 greaterOrEquals:2', truth)
  define('in:2 notIn:2 exists:1', { ...truth, ...certain })
  define('and:2+ or:2+ xor:2+', truth)
  define('not:1', { ...truth, caseless: true })
  define('if:3', { caseless: true })
  define('multiIf:3+ _caseWithExpression:4+')
  define('isNull:1 isNotNull:1', { ...truth, ...certain, caseless: true })
  define('coalesce:1+', { caseless: true, ...alike })
  define('ifNull:2', { ...alike, caseless: true })
  define('assumeNotNull:1', { ...certain, ...alike })
  define('nullIf:2', { ...maybe, ...alike, caseless: true })
  define('toNullable:1', { ...maybe, ...alike })
}

function conversions(define: Define): void {
  define('hex:1 unhex:1 toString:1 toJSONString:1 bar:3-4 formatReadableSize:1 formatReadableDecimalSize:1', text)
  define('formatReadableQuantity:1 formatReadableTimeDelta:1-3 toTypeName:1', text)
  define('reinterpretAsUInt8:1 reinterpretAsUInt16:1 reinterpretAsUInt32:1 reinterpretAsUInt64:1 reinterpretAsUInt128:1')
  define('reinterpretAsUInt256:1 reinterpretAsInt8:1 reinterpretAsInt16:1 reinterpretAsInt32:1 reinterpretAsInt64:1')
  define('reinterpretAsInt128:1 reinterpretAsInt256:1 reinterpretAsFloat32:1 reinterpretAsFloat64:1 reinterpretAsUUID:1')
  define('reinterpretAsString:1', text)
  define('reinterpretAsDate:1', date)
  define('reinterpretAsDateTime:1', datetime)
  define('cityHash64:1+ sipHash64:1+ toBool:1 toFloat64OrNull:1 toFloat64OrZero:1 toInt64OrNull:1 toUUIDOrNull:1 generateUUIDv4:0')
  define('toIntOrZero=toInt64OrZero:1', whole)
  define('toFloatOrZero=toFloat64OrZero:1 toFloatOrDefault=toFloat64OrDefault:1-2', { returns: 'float' })
  define('toInt:1 toFloat:1 toDecimal:2 toUUID:1', maybe)
  define('toNullableString:1', { ...text, ...maybe })
}

function strings(define: Define): void {
  define(
    'left=leftUTF8:2 right=rightUTF8:2 leftPad:2-3 rightPad:2-3 leftPadUTF8:2-3 rightPadUTF8:2-3 lowerUTF8:1 upperUTF8:1 repeat:2',
    text,
  )
  define('lower:1 upper:1 concat:1+ substring:2-3 substr=substring:2-3', { ...text, caseless: true })
  define('lengthUTF8:1', whole)
  define('ascii:1', { ...whole, caseless: true })
  define('isValidUTF8:1', truth)
  define('toValidUTF8:1 tryBase58Decode:1', text)
  define('format:2+ substringUTF8:2-3 appendTrailingCharIfAbsent:2 base58Encode:1 base58Decode:1 base64Encode:1', text)
  define('base64Decode:1 tryBase64Decode:1 trimLeft:1-2 trimRight:1-2 trimBoth:1-2 encodeXMLComponent:1', text)
  define('trim:1-2 btrim=trimBoth:1-2', { ...text, caseless: true })
  define('ltrim=trimLeft:1-2 rtrim=trimRight:1-2 lpad=leftPad:2-3 rpad=rightPad:2-3 initcap:1 md5:1', text)
  define('decodeXMLComponent:1 extractTextFromHTML:1 concatWithSeparator:2+ reverseUTF8:1 split_part:3', text)
  define('startsWith:2 endsWith:2', truth)
  define('position:2-3', { ...whole, caseless: true })
  define('positionCaseInsensitive:2-3 positionUTF8:2-3 positionCaseInsensitiveUTF8:2-3 locate:2-3', whole)
  define('multiSearchAllPositions:2 multiSearchFirstPosition:2 multiSearchFirstIndex:2 multiSearchAny:2')
  define('multiSearchAllPositionsCaseInsensitive:2 multiSearchFirstPositionCaseInsensitive:2')
  define('multiSearchFirstIndexCaseInsensitive:2 multiSearchAnyCaseInsensitive:2 multiSearchAllPositionsUTF8:2')
  define('multiSearchFirstPositionUTF8:2 multiSearchFirstIndexUTF8:2 multiSearchAnyUTF8:2')
  define('multiSearchAnyCaseInsensitiveUTF8:2 multiSearchFirstIndexCaseInsensitiveUTF8:2')
  define('multiSearchAllPositionsCaseInsensitiveUTF8:2 multiSearchFirstPositionCaseInsensitiveUTF8:2')
  define('match:2 multiMatchAny:2 like:2 ilike:2 notLike:2 notILike:2', truth)
  define('multiFuzzyMatchAny:3', truth)
  define('multiFuzzyMatchAnyIndex:3 multiFuzzyMatchAllIndices:3')
  define('multiMatchAnyIndex:2 multiMatchAllIndices:2')
  for (const form of ['', 'CaseInsensitive', 'UTF8', 'CaseInsensitiveUTF8'])
    define(`ngramDistance${form}:2 ngramSearch${form}:2 hasSubsequence${form}:2`)
  define('hasToken:2 hasTokenCaseInsensitive:2 hasTokenOrNull:2 hasTokenCaseInsensitiveOrNull:2')
  define('extract:2', { ...text, caseless: true })
  define('regexpExtract:2-3', text)
  define('extractAll:2 extractAllGroups=extractAllGroupsVertical:2 extractAllGroupsVertical:2', { returns: 'array' })
  define('extractAllGroupsHorizontal:2 extractGroups:2', { returns: 'array' })
  define('countSubstrings:2-3 countSubstringsCaseInsensitive:2-3 countSubstringsCaseInsensitiveUTF8:2-3', whole)
  define('countMatches:2 countMatchesCaseInsensitive:2', whole)
  define('replace=replaceAll:3', { ...text, caseless: true })
  define('replaceAll:3 replaceOne:3 replaceRegexpOne:3 replaceRegexpAll:3 regexpQuoteMeta:1', text)
  define('translate:3 translateUTF8:3 arrayStringConcat:1-2', text)
  define('splitByChar:2-3 splitByString:2-3 splitByRegexp:2-3 splitByWhitespace:1-2 splitByNonAlpha:1-2 alphaTokens:1-2')
  define('ngrams:2 tokens:1')
}

function dates(define: Define): void {
  define(
    'toYear:1-2 toQuarter:1-2 toMonth:1-2 toDayOfYear:1-2 toDayOfMonth:1-2 toDayOfWeek:1-3 toHour:1-2 toMinute:1-2',
    whole,
  )
  define(
    'toSecond:1-2 toUnixTimestamp:1-2 toUnixTimestamp64Milli:1 toUnixTimestamp64Micro:1 toISOYear:1-2 toISOWeek:1-2',
    whole,
  )
  define('toWeek:1-3 toYearWeek:1-3 toYYYYMM:1-2 toYYYYMMDD:1-2 toYYYYMMDDhhmmss:1-2 age:3-4 timeZoneOffset:1', whole)
  define(
    'toRelativeYearNum:1-2 toRelativeQuarterNum:1-2 toRelativeMonthNum:1-2 toRelativeWeekNum:1-2 toRelativeDayNum:1-2',
    whole,
  )
  define(
    'toRelativeHourNum:1-2 toRelativeMinuteNum:1-2 toRelativeSecondNum:1-2 dateDiff:3-4 date_diff=dateDiff:3-4',
    whole,
  )
  define(
    'toStartOfYear:1-2 toStartOfISOYear:1-2 toStartOfQuarter:1-2 toStartOfMonth:1-2 toLastDayOfMonth:1-2 toMonday:1-2',
    date,
  )
  define('toStartOfWeek:1-3 toLastDayOfWeek:1-3 make_date=makeDate:2-3', date)
  define('toDate:1-2 to_date=toDate:1-2 yesterday:0 today:0 current_date=today:0', date)
  define(
    'toStartOfDay:1-2 toStartOfHour:1-2 toStartOfMinute:1-2 toStartOfSecond:1-2 toStartOfFiveMinutes:1-2',
    datetime,
  )
  define(
    'toStartOfTenMinutes:1-2 toStartOfFifteenMinutes:1-2 toStartOfInterval:2-4 toTime:1-2 timeSlot:1-2 toTimeZone:2',
    datetime,
  )
  define(
    'dateTrunc:2-3 date_trunc=dateTrunc:2-3 dateAdd:2-3 dateSub:2-3 date_add=dateAdd:2-3 date_subtract=dateSub:2-3',
    datetime,
  )
  define('timeStampAdd=dateAdd:2-3 timeStampSub=dateSub:2-3', datetime)
  for (const unit of ['Seconds', 'Minutes', 'Hours', 'Days', 'Weeks', 'Months', 'Quarters', 'Years']) {
    define(`add${unit}:2 subtract${unit}:2`, datetime)
    define(`toInterval${unit.slice(0, -1)}:1`, { returns: 'interval' })
  }
  define('toDateTime:1-2 toDateTimeUS:1-2 parseDateTime:2-3 parseDateTimeBestEffort:1-2', { ...datetime, ...maybe })
  define('toDateTime64:1-3 UUIDv7ToDateTime:1 date_bin:3', datetime)
  define('fromUnixTimestamp:1-2 fromUnixTimestamp64Milli:1-2 to_timestamp=fromUnixTimestamp:1-2 timezone:2', datetime)
  define('make_timestamp=makeDateTime:6-7 make_timestamptz=makeDateTime:6-7', datetime)
  define('now:0-1', { ...datetime, ...certain, caseless: true })
  define('current_timestamp=now:0', { ...datetime, ...certain })
  define('timeSlots:2-3 date_part:2')
  define('make_interval:6', { returns: 'interval' })
  define('formatDateTime:2-3 dateName:2-3 monthName:1 timeZoneOf:1 to_char=formatDateTime:2-3', text)
}

function json(define: Define): void {
  define('isValidJSON:1 JSONHas:1+', { ...truth, ...certain })
  define('JSONLength:1+ JSONArrayLength:1 JSONExtractUInt:1+ JSONExtractInt:1+', { ...whole, ...certain })
  define('JSONExtractFloat:1+', { returns: 'float', ...certain })
  define('JSONExtractBool:1+', { ...truth, ...certain })
  define('JSONType:1+ JSONExtractString:1+ JSONExtractRaw:1+', { ...text, ...certain })
  define('JSONExtract:2+ JSONExtractKeys:1+ JSONExtractArrayRaw:1+ JSONExtractKeysAndValues:2+ JSONExtractKeysAndValuesRaw:1+')
  define('JSON_VALUE:2 JSONExtractKey=JSONKey:2+', text)
}

function urls(define: Define): void {
  define(
    'protocol:1 domain:1 domainWithoutWWW:1 topLevelDomain:1 firstSignificantSubdomain:1 path:1 pathFull:1 netloc:1',
    text,
  )
  define('cutToFirstSignificantSubdomain:1 cutToFirstSignificantSubdomainWithWWW:1 queryString:1 fragment:1', text)
  define('queryStringAndFragment:1 extractURLParameter:2 decodeURLComponent:1 encodeURLComponent:1', text)
  define('decodeURLFormComponent:1 encodeURLFormComponent:1 cutWWW:1 cutQueryString:1 cutFragment:1', text)
  define('cutQueryStringAndFragment:1 cutURLParameter:2', text)
  define('port:1-2', whole)
  define('extractURLParameters:1 extractURLParameterNames:1 URLHierarchy:1 URLPathHierarchy:1')
}

function maps(define: Define): void {
  define('map:0+ mapFromArrays:2 mapAdd:2+ mapSubtract:2+ mapContains:2 mapKeys:1 mapValues:1 mapApply:2 mapFilter:2 mapUpdate:2')
  define('tuple:0+', { ...certain, returns: 'tuple' })
  define('tupleElement:2-3 untuple:1 tupleHammingDistance:2 tuplePlus:2 tupleMinus:2 tupleMultiply:2 tupleDivide:2 tupleNegate:1')
  define('tupleMultiplyByNumber:2 tupleDivideByNumber:2 dotProduct:2 tupleConcat:1+ tupleToNameValuePairs:1')
  define('mapPopulateSeries:1-3 mapContainsKeyLike:2 mapExtractKeyLike:2')
}

function bits(define: Define): void {
  define('bitAnd:2 bitOr:2 bitXor:2 bitNot:1 bitShiftLeft:2 bitShiftRight:2 bitRotateLeft:2 bitRotateRight:2 bitSlice:2-3')
  define('bitTest:2 bitTestAll:2+ bitTestAny:2+ bitCount:1 bitPositionsToArray:1 bitHammingDistance:2 bitmapBuild:1 bitmapToArray:1')
  define('bitmapSubsetInRange:3 bitmapSubsetLimit:3 subBitmap:3 bitmapContains:2 bitmapHasAny:2 bitmapHasAll:2')
  define('bitmapCardinality:1 bitmapMin:1 bitmapMax:1 bitmapTransform:3 bitmapAnd:2 bitmapOr:2 bitmapXor:2 bitmapAndnot:2')
  define('bitmapAndCardinality:2 bitmapOrCardinality:2 bitmapXorCardinality:2 bitmapAndnotCardinality:2')
}

function places(define: Define): void {
  for (const norm of ['L1', 'L2', 'Linf']) define(`${norm}Norm:1 ${norm}Distance:2 ${norm}Normalize:1`)
  define('L2SquaredNorm:1 L2SquaredDistance:2')
  define('LpNorm:2 LpDistance:3 LpNormalize:2 cosineDistance:2 greatCircleDistance:4 geoDistance:4 greatCircleAngle:4')
  define('pointInEllipses:6+ pointInPolygon:2+ geohashEncode:2-3 geohashDecode:1 geohashesInBox:5')
  define('geoToH3:3 h3IsValid:1 h3GetResolution:1 h3EdgeAngle:1 h3EdgeLengthM:1 h3EdgeLengthKm:1 h3ToGeo:1')
  define('h3ToGeoBoundary:1 h3kRing:2 h3GetBaseCell:1 h3HexAreaM2:1 h3HexAreaKm2:1 h3IndexesAreNeighbors:2 h3ToChildren:2')
  define('h3ToParent:2 h3ToString:1 stringToH3:1 h3IsResClassIII:1 h3IsPentagon:1 h3GetFaces:1 h3Distance:2 h3Line:2')
}

function rest(define: Define): void {
  for (const window of ['tumble', 'hop']) define(`${window}:2-4 ${window}Start:1-4 ${window}End:1-4`)
  define('extractIPv4Substrings:1 toIPv4:1 toIPv6:1 IPv4NumToString:1 IPv4StringToNum:1 IPv6NumToString:1 IPv6StringToNum:1')
}

function ours(define: Define): void {
  define('matchesAction:1', { ...truth, ...certain })
  define('sortableSemver:1', { returns: 'array', ...certain, caseless: true })
  define('languageCodeToName:1', { ...text, ...certain })
  define('sparkline:1-2 recording_button:1-2 explain_csp_report:1', { returns: 'tuple', ...certain })
  define('hogql_lookupDomainType:1 hogql_lookupPaidSourceType:1 hogql_lookupPaidMediumType:1', { ...text, ...maybe })
  define('hogql_lookupOrganicSourceType:1 hogql_lookupOrganicMediumType:1', { ...text, ...maybe })
  define('getSurveyResponse:1-3', maybe)
  define('uniqueSurveySubmissionsFilter:1-3', { ...truth, ...certain })
}
