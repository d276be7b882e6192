/** Other shops as a page names them: `[{"shop": "millrace", "endpoint": "https://orders.example/punnet"}]`. */
import type { Issuer } from '../../core/stall/stall-port.js';

/** Undefined where the text is no such list. */
export function readIssuers(text: string): readonly Issuer[] | undefined {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(list)) return undefined;
  const issuers = list.map(readIssuer);
  return issuers.every((issuer) => issuer !== undefined) ? (issuers as Issuer[]) : undefined;
}

function readIssuer(given: unknown): Issuer | undefined {
  const { shop, endpoint } = Object(given) as Readonly<Record<string, unknown>>;
  if (typeof shop !== 'string' || shop === '' || typeof endpoint !== 'string') return undefined;
  if (!URL.canParse(endpoint, document.baseURI)) return undefined;
  return { shop, endpoint: new URL(endpoint, document.baseURI).href.replace(/\/+$/, '') };
}
