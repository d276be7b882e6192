/**
 * The keys that what customers say is checked by: the endpoint's as it told them last, kept apart from those that orders
 * are settled by. Asked for again once a day, and where a key was met that is none of them.
 */
import { DAY_MS } from '../core/consent/retention.js';
import { fetchKeys, trustKeys } from '../core/outbox/endpoint-keys.js';
import type { PublishedKey, Wire } from '../core/ports.js';
import type { IssuerRecord } from '../core/stall/stall-record.js';
import type { Room } from './room.js';

/** Somebody's made-up key is no reason to ask with each page. */
const LOOKED_FOR_AFTER_MS = 10 * 60_000;

export class TrustKeys {
  readonly #room: Room;
  readonly #wire: Wire | undefined;
  #asking: Promise<boolean> | undefined;

  constructor(room: Room, wire: Wire | undefined) {
    this.#room = room;
    this.#wire = wire;
  }

  async known(): Promise<readonly PublishedKey[]> {
    const { store, shopId, catalog } = this.#room;
    const [told, shop] = await store.getMany([['issuer', shopId], ['shop']]);
    return trustKeys(told?.keys ?? shop?.keys, catalog().keys);
  }

  /**
   * @param isMissing a key was met that is not known
   * @returns whether they are others than before
   */
  renew(isMissing: boolean): Promise<boolean> {
    this.#asking ??= this.#renew(isMissing).finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  async #renew(isMissing: boolean): Promise<boolean> {
    const { store, shopId, clock } = this.#room;
    const kept = await store.get(['issuer', shopId]);
    const age = kept ? clock.now() - Date.parse(kept.keysAt) : Infinity;
    if (!this.#wire || (age >= 0 && age <= (isMissing ? LOOKED_FOR_AFTER_MS : DAY_MS))) return false;
    const before = toNames(await this.known());
    const keys = await fetchKeys(this.#wire);
    if (!keys) return false;
    const keysAt = new Date(clock.now()).toISOString();
    const next: IssuerRecord = { rev: (kept?.rev ?? -1) + 1, shop: shopId, keys, keysAt };
    await store.commit({
      expect: [[['issuer', shopId], kept?.rev]],
      put: [[['issuer', shopId], next]],
      durability: 'relaxed',
    });
    return toNames(await this.known()) !== before;
  }
}

/** What two sets of keys are told apart by. */
export const toNames = (keys: readonly PublishedKey[]) =>
  keys.map(({ kid, x, y }) => `${kid} ${x} ${y}`).join('\n');
