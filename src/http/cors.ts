/** Headers that let any site's scripts call the capture endpoints; on errors too, else the browser hides the status. */
export function corsHeaders(request: { headers: Headers }): Record<string, string> {
  return {
    'access-control-allow-origin': request.headers.get('origin') ?? '*',
    'access-control-allow-credentials': 'true',
    vary: 'Origin, Access-Control-Request-Headers',
  }
}

/** The answer to a preflight. */
export function preflight(request: Request, status: number, body: string | null): Response {
  return new Response(body, {
    status,
    headers: {
      ...corsHeaders(request),
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? '*',
      'access-control-max-age': '86400',
      ...(body === null ? {} : { 'content-type': 'application/json' }),
    },
  })
}

/** A JSON answer of a capture endpoint. */
export function corsJson(
  request: Request,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...corsHeaders(request), ...headers },
  })
}
