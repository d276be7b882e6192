/**
 * Which pages may use the endpoint (CORS by list). Programs that are no browser
 * send no Origin and are not concerned.
 */

const PREFLIGHT_HEADERS = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'Content-Type, Punnet-Signature, If-None-Match',
  'access-control-max-age': '7200',
};

export interface Origins {
  /** False only for a page that is not listed. */
  mayUse(request: Request): boolean;
  /** Of an answer to this request. */
  headers(request: Request): Readonly<Record<string, string>>;
  /** Undefined if the request is no preflight. */
  preflight(request: Request): Response | undefined;
}

/** @param listed origins as browsers send them, such as `https://shop.example` */
export function createOrigins(listed: readonly string[]): Origins {
  const allowed = new Set(listed);
  const originOf = (request: Request) => request.headers.get('origin');
  const mayUse = (request: Request) => {
    const origin = originOf(request);
    return origin === null || allowed.has(origin);
  };
  const headers = (request: Request) => {
    const origin = originOf(request);
    const vary = { vary: 'Origin' };
    if (origin === null || !allowed.has(origin)) return vary;
    return {
      ...vary,
      'access-control-allow-origin': origin,
      'access-control-expose-headers': 'Retry-After, ETag',
    };
  };
  const preflight = (request: Request) => {
    if (request.method !== 'OPTIONS' || !request.headers.has('access-control-request-method'))
      return undefined;
    if (!mayUse(request)) return undefined;
    return new Response(null, { status: 204, headers: PREFLIGHT_HEADERS });
  };
  return { mayUse, headers, preflight };
}

/** The origin that a text names, or undefined if it names none. */
export function parseOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { origin, href, protocol } = new URL(text);
  const bare = href === `${origin}/`;
  return bare && (protocol === 'https:' || protocol === 'http:') ? origin : undefined;
}
