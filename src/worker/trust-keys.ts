/**
 * The keys that what customers say is checked by: the endpoint's as it told them last, kept apart from those that orders
 * are settled by until orders have fetched newer ones. Asked for again once a day, and where a key was met that is none
 * of them.
 */
import { DAY_MS } from '../core/consent/retention.js';
import { fetchKeys, trustKeys } from '../core/outbox/endpoint-keys.js';
import type { PublishedKey, Wire } from '../core/ports.js';
import type { IssuerRecord } from '../core/stall/stall-record.js';
import type { Room } from './room.js';

/** Neither somebody's made-up key nor a missing network is a reason to ask with each page. */
const LOOKED_FOR_AFTER_MS = 10 * 60_000;

export class TrustKeys {
  readonly #room: Room;
  readonly #wire: Wire | undefined;
  #asking: Promise<void> | undefined;
  /** Epoch milliseconds: when they were asked for last, whether or not somebody answered. */
  #askedAt = -Infinity;

  constructor(room: Room, wire: Wire | undefined) {
    this.#room = room;
    this.#wire = wire;
  }

  async known(): Promise<readonly PublishedKey[]> {
    const { store, shopId, catalog } = this.#room;
    const [told, shop] = await store.getMany([['issuer', shopId], ['shop']]);
    // An order may be answered before the keys are heard.
    const heard = shop && shop.keys.length > 0 ? shop.keys : undefined;
    return trustKeys(told?.keys ?? heard, catalog().keys);
  }

  /** @param isMissing a key was met that is not known */
  renew(isMissing: boolean): Promise<void> {
    this.#asking ??= this.#renew(isMissing).finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  async #renew(isMissing: boolean): Promise<void> {
    const { store, shopId, clock } = this.#room;
    const kept = await store.get(['issuer', shopId]);
    const now = clock.now();
    const isRecent = (at: number, forMs: number) => at <= now && now - at <= forMs;
    const isKnown = kept && isRecent(Date.parse(kept.keysAt), isMissing ? LOOKED_FOR_AFTER_MS : DAY_MS);
    if (!this.#wire || isKnown || isRecent(this.#askedAt, LOOKED_FOR_AFTER_MS)) return;
    this.#askedAt = now;
    const keys = await fetchKeys(this.#wire);
    if (!keys) return;
    const keysAt = new Date(clock.now()).toISOString();
    const next: IssuerRecord = { rev: (kept?.rev ?? -1) + 1, shop: shopId, keys, keysAt };
    await store.commit({
      expect: [[['issuer', shopId], kept?.rev]],
      put: [[['issuer', shopId], next]],
      durability: 'relaxed',
    });
  }
}

/** What two sets of keys are told apart by. */
export const toNames = (keys: readonly PublishedKey[]) =>
  keys.map(({ kid, x, y }) => `${kid} ${x} ${y}`).join('\n');
