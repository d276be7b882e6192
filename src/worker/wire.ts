/**
 * The wire to the endpoint over fetch. A request that hangs is given up; cookies
 * and caches are left out; an answer from somewhere else than the endpoint (a
 * redirect) is no answer.
 */
import { REQUEST_TIMEOUT_MS } from '../core/outbox/schedule.js';
import type { Reply, Wire } from '../core/ports.js';
import { SIGNATURE_HEADER } from '../core/protocol/request-signature.js';

/** While the browser hints that there is no network, an answer is not waited for long. */
const HINTED_OFFLINE_TIMEOUT_MS = 2_500;
/** A shopper who watches is told why it takes so long. */
const SLOW_AFTER_MS = 4_000;
/**
 * A browser breaks off the requests of a page that goes, and ends its worker a moment later. WebKit keeps the database
 * locked for ever by a transaction that was begun in between, so that a request that broke is told of after that moment.
 */
const LEAVING_MS = 250;

export interface WireState {
  online(): boolean;
  simulatesOffline(): boolean;
}

export interface HintedWire extends Wire {
  /** The browser has a new opinion: what is under way is not waited for long either. */
  heed(): void;
}

/**
 * @param endpoint absolute, without a trailing slash
 * @param tellSlow called with true when an answer has long been on its way, and with false when one is over
 */
export function createWire(
  endpoint: string,
  state: WireState,
  tellSlow: (slow: boolean) => void,
  { slowAfterMs = SLOW_AFTER_MS, leavingMs = LEAVING_MS } = {},
): HintedWire {
  const limits = new Set<TimeLimit>();

  async function reach(path: string, init: RequestInit, signal?: AbortSignal): Promise<Reply> {
    const limit = new TimeLimit(state.online() ? REQUEST_TIMEOUT_MS : HINTED_OFFLINE_TIMEOUT_MS, signal);
    limits.add(limit);
    const slow = setTimeout(tellSlow, slowAfterMs, true);
    try {
      return await request(endpoint + path, { ...init, signal: limit.signal });
    } finally {
      limits.delete(limit);
      limit.lift();
      clearTimeout(slow);
      tellSlow(false);
    }
  }
  const send: typeof reach = async (...asked) => {
    if (state.simulatesOffline()) throw new TypeError('The network is simulated to be gone.');
    return reach(...asked).catch((error) => tellLater(error, leavingMs));
  };

  return {
    heed() {
      if (state.online() && !state.simulatesOffline()) return;
      for (const limit of limits) limit.atMost(HINTED_OFFLINE_TIMEOUT_MS);
    },
    get: (path, signal, signature) =>
      send(path, { method: 'GET', cache: 'no-store', headers: signed(signature) }, signal),
    post(path, body, signature, signal) {
      const headers = {
        'content-type': 'application/json',
        ...signed(signature),
      };
      // No cache answers a POST. Named all the same, `no-store` would have Chromium ask for leave before each one.
      return send(path, { method: 'POST', body, headers }, signal);
    },
  };
}

function signed(signature: string | undefined): Record<string, string> {
  return signature === undefined ? {} : { [SIGNATURE_HEADER]: signature };
}

async function request(address: string, init: RequestInit): Promise<Reply> {
  const response = await fetch(address, {
    ...init,
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
  });
  const text = await response.text();
  const type = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const retryAfter = response.headers.get('retry-after');
  return { status: response.status, type, text, ...(retryAfter === null ? {} : { retryAfter }) };
}

async function tellLater(error: unknown, afterMs: number): Promise<never> {
  if (error instanceof TypeError) await new Promise((resolve) => setTimeout(resolve, afterMs));
  throw error;
}

/** Like AbortSignal.timeout, and can be made shorter. What may end it before its time outlives it, and is let go of. */
class TimeLimit {
  readonly #over = new AbortController();
  readonly #lifted = new AbortController();
  readonly #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(ms: number, ended?: AbortSignal) {
    const end = () => this.#over.abort(ended?.reason);
    if (ended?.aborted) end();
    ended?.addEventListener('abort', end, { signal: this.#lifted.signal });
    this.atMost(ms);
  }

  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** From now on. An earlier end stays as it is. */
  atMost(ms: number): void {
    this.#timers.push(setTimeout(() => this.#over.abort(), ms));
  }

  lift(): void {
    this.#lifted.abort();
    for (const timer of this.#timers) clearTimeout(timer);
  }
}
