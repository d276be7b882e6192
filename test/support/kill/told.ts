/**
 * Everything that customers were told and that may never become untrue: what proofs say of orders, and what was granted.
 * What does not agree with what was told before is a trouble.
 */
import type { Crypto, PublishedKey } from '../../../src/core/ports.js';
import { countOfItem, nameOfItem, type LeaseItem } from '../../../src/core/protocol/lease.js';
import type { Proof } from '../../../src/core/protocol/proof.js';
import type { SyncAnswer, SyncRequest } from '../../../src/core/protocol/sync.js';
import { drawnBy } from './payload.js';

interface Grant {
  readonly items: readonly LeaseItem[];
  /** What the device had promised in orders that went before it was asked, or with that, by item. */
  readonly drawnBefore: Counts;
}

/** By item. */
type Counts = ReadonlyMap<string, number>;

export class Told {
  readonly troubles: string[] = [];
  /** By order and revision. */
  readonly #proofs = new Map<string, Map<number, Proof>>();
  /** By device and key: what it had promised before. */
  readonly #asks = new Map<string, Map<string, Counts>>();
  readonly #grants = new Map<string, Grant>();
  /** By device: what its orders promise, and those of them that were sent. */
  readonly #drawn = new Map<string, Counts>();
  readonly #sentDraws = new Map<string, Counts>();
  readonly #sentIntents = new Set<string>();
  readonly #crypto: Crypto;
  #keys: readonly PublishedKey[] = [];

  constructor(crypto: Crypto) {
    this.#crypto = crypto;
  }

  /** Leases that were granted with something in them. */
  get grants(): number {
    return this.#grants.size;
  }

  /** The endpoint's, from its first day on. */
  trust(keys: readonly PublishedKey[]): void {
    this.#keys = keys;
  }

  /** What was told of an order, by revision. */
  of(order: string): readonly Proof[] {
    return [...(this.#proofs.get(order)?.values() ?? [])].sort((one, other) => one.rev - other.rev);
  }

  /** The device's newest grant, if it has asked for nothing since, and what it may still promise of it. */
  heldBy(device: string, key: string): Counts | undefined {
    const grant = this.#grants.get(key);
    if (!grant || this.#newestAsk(device) !== key) return undefined;
    return new Map(grant.items.map((item) => [nameOfItem(item), this.#left(device, grant, item)]));
  }

  /** The device promises this to an order: it is in its outbox. */
  draws(device: string, items: readonly LeaseItem[]): void {
    this.#drawn.set(device, withMore(this.#drawn.get(device), items));
  }

  sent(device: string, { intents, leases }: SyncRequest): void {
    for (const jws of intents) {
      if (this.#sentIntents.has(jws)) continue;
      this.#sentIntents.add(jws);
      this.#sentDraws.set(device, withMore(this.#sentDraws.get(device), drawnBy(jws)));
    }
    const asks = this.#asks.get(device) ?? new Map<string, Counts>();
    for (const { key } of leases) if (!asks.has(key)) asks.set(key, this.#sentDraws.get(device) ?? new Map());
    this.#asks.set(device, asks);
  }

  async heard(device: string, { results, leases }: SyncAnswer): Promise<void> {
    for (const { proof } of results) if (proof !== undefined) await this.#hear(proof);
    for (const { key, items } of leases) this.#granted(device, key, items);
  }

  async #hear(jws: string): Promise<void> {
    const verified = await this.#crypto.verify(jws, this.#keys);
    if (!verified.ok) return void this.troubles.push(`a proof does not hold: ${verified.code}`);
    const proof = verified.payload as Proof;
    const { order, rev } = proof;
    const before = this.#proofs.get(order) ?? new Map<number, Proof>();
    this.#proofs.set(order, before);
    const last = Math.max(0, ...before.keys());
    if (rev < last) this.troubles.push(`${order} was at revision ${last} and is at ${rev}`);
    const same = before.get(rev);
    if (same && !says(same, proof))
      this.troubles.push(`${order} at ${rev} was ${toWords(same)} and is ${toWords(proof)}`);
    before.set(rev, proof);
  }

  /** The same key gets the same lease, until the device asks for another or has promised all of it. */
  #granted(device: string, key: string, items: readonly LeaseItem[]): void {
    const grant = this.#grants.get(key);
    if (!grant) {
      const drawnBefore = this.#asks.get(device)?.get(key) ?? new Map<string, number>();
      if (items.length > 0) this.#grants.set(key, { items, drawnBefore });
      return;
    }
    if (JSON.stringify(items) === JSON.stringify(grant.items)) return;
    const superseded = this.#newestAsk(device) !== key;
    const used = grant.items.every((item) => this.#left(device, grant, item) <= 0);
    if (items.length > 0 || !(superseded || used))
      this.troubles.push(`lease ${key} was ${JSON.stringify(grant.items)} and is ${JSON.stringify(items)}`);
  }

  #newestAsk(device: string): string | undefined {
    return [...(this.#asks.get(device)?.keys() ?? [])].sort().at(-1);
  }

  #left(device: string, { drawnBefore }: Grant, item: LeaseItem): number {
    const name = nameOfItem(item);
    const drawn = (this.#drawn.get(device)?.get(name) ?? 0) - (drawnBefore.get(name) ?? 0);
    return countOfItem(item) - drawn;
  }
}

function withMore(counts: Counts | undefined, items: readonly LeaseItem[]): Counts {
  const more = new Map(counts);
  for (const item of items) more.set(nameOfItem(item), (more.get(nameOfItem(item)) ?? 0) + countOfItem(item));
  return more;
}

type Said = Pick<Proof, 'state' | 'amount'>;

export function says(one: Said, other: Said): boolean {
  return one.state === other.state && one.amount === other.amount;
}

export function toWords({ state, amount }: Said): string {
  return `${state} at ${amount}`;
}
