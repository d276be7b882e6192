/** Other shops as a page names them: `[{"shop": "millrace", "endpoint": "https://orders.example/punnet"}]`. */
import type { Issuer } from '../../core/stall/stall-port.js';
import { errorReported } from '../events.js';

/** Undefined where the text is no such list. */
function readIssuers(text: string): readonly Issuer[] | undefined {
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

/** As a page names them, now and again: what is no list is told once. */
export class IssuerList {
  readonly #host: HTMLElement;
  #told: string | undefined;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** @param text the attribute; null where there is none */
  read(text: string | null): readonly Issuer[] {
    if (text === null) return [];
    const issuers = readIssuers(text);
    if (!issuers && text !== this.#told) {
      this.#told = text;
      const message = 'issuers has to be a JSON list of {"shop", "endpoint"}.';
      this.#host.dispatchEvent(errorReported({ code: 'bad-issuers', message, where: 'punnet-verify' }));
    }
    return issuers ?? [];
  }
}
