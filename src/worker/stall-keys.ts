/**
 * The keys that receipts are checked by: the shop's own, as its endpoint serves them, and those of other shops that the
 * page names. Asked for again while there is a connection; what is kept serves without one, however old it is.
 */
import { fetchKeys, parseKeys, trustKeys } from '../core/outbox/endpoint-keys.js';
import type { PublishedKey, Wire } from '../core/ports.js';
import type { ReadReceipt } from '../core/receipt/read-receipt.js';
import type { IssuerRecord } from '../core/stall/stall-record.js';
import { keepStall } from '../core/stall/enrol.js';
import type { Issuer } from '../core/stall/stall-port.js';
import { readReceipt } from '../crypto/read-receipt.js';
import type { StallPorts } from './stall-desk.js';

const RENEWED_AFTER_MS = 10 * 60_000;
const TIMEOUT_MS = 10_000;

const isFresh = (at: string | null, now: number) => at !== null && now - Date.parse(at) < RENEWED_AFTER_MS;

export class OwnKeys {
  readonly #ports: StallPorts;
  /** The endpoint has answered when it was last asked. */
  reached = false;

  constructor(ports: StallPorts) {
    this.#ports = ports;
  }

  /** @param force also where those that are kept are young: one was met that is none of them */
  async renew(force = false): Promise<void> {
    const { store, wire, clock } = this.#ports;
    const stall = await store.get(['stall']);
    if (!wire || !stall || (!force && isFresh(stall.keysAt, clock.now()))) return;
    const keys = await fetchKeys(wire);
    if (keys) await keepStall(this.#ports, { keys, keysAt: new Date(clock.now()).toISOString() });
  }

  /** A key that is newer than those kept here is looked for only where the endpoint is known to answer. */
  async read(text: string): Promise<ReadReceipt> {
    const read = await this.#read(text);
    if (read.kind !== 'unknown-key' || !this.reached) return read;
    await this.renew(true);
    return this.#read(text);
  }

  async #read(text: string): Promise<ReadReceipt> {
    const { room, store, clock } = this.#ports;
    const stall = await store.get(['stall']);
    const keys = trustKeys(stall?.keysAt ? stall.keys : undefined, room.catalog().keys);
    return readReceipt(text, { shop: room.shopId, keys }, clock.now());
  }
}

export class IssuerKeys {
  readonly #ports: StallPorts;
  #issuers: readonly Issuer[] = [];

  constructor(ports: StallPorts) {
    this.#ports = ports;
  }

  use(issuers: readonly Issuer[]): void {
    this.#issuers = issuers;
  }

  /** Only of shops that the page names now. */
  async find(shop: string): Promise<{ readonly keys: readonly PublishedKey[] } | undefined> {
    if (!this.#issuers.some((issuer) => issuer.shop === shop)) return undefined;
    const kept = await this.#ports.store.get(['issuer', shop]);
    return kept && { keys: parseKeys({ keys: kept.keys }) ?? [] };
  }

  async renew(): Promise<void> {
    await Promise.all(this.#issuers.map((issuer) => this.#renewOne(issuer)));
  }

  async #renewOne({ shop, endpoint }: Issuer): Promise<void> {
    const { store, clock } = this.#ports;
    const kept = await store.get(['issuer', shop]);
    if (isFresh(kept?.keysAt ?? null, clock.now())) return;
    const keys = await fetchKeys(wireTo(endpoint), AbortSignal.timeout(TIMEOUT_MS));
    if (!keys) return;
    const keysAt = new Date(clock.now()).toISOString();
    const next: IssuerRecord = { rev: (kept?.rev ?? -1) + 1, shop, keys, keysAt };
    await store.commit({
      expect: [[['issuer', shop], kept?.rev]],
      put: [[['issuer', shop], next]],
      durability: 'relaxed',
    });
  }
}

/** Another shop is asked for its keys, and for nothing else. */
function wireTo(endpoint: string): Wire {
  return {
    post: () => Promise.reject(new TypeError('Another shop is told nothing.')),
    get: async (path, signal) => {
      const response = await fetch(endpoint + path, {
        credentials: 'omit',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        ...(signal ? { signal } : {}),
      });
      return { status: response.status, type: '', text: await response.text() };
    },
  };
}
