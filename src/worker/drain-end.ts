/** What one drain comes to besides its orders: which catalog is in force, what time it is, and whether the device was refused. */
import { withinWish } from '../core/lease/lease.js';
import { forgetKey } from '../core/outbox/forget-key.js';
import type { Outcome } from '../core/outbox/outcome.js';
import type { LeaseDesk } from './lease-desk.js';
import type { Room } from './room.js';

/** Refusals that say nothing of the address: the body came too slowly, or too many ask. */
const PASSING: readonly number[] = [408, 429];

export class DrainEnd {
  readonly #room: Room;
  readonly #lease: Pick<LeaseDesk, 'look'>;
  /** By the drain that is under way. */
  #catalogWas: 'held' | 'replaced' = 'held';

  constructor(room: Room, lease: Pick<LeaseDesk, 'look'>) {
    this.#room = room;
    this.#lease = lease;
  }

  replaceCatalog(source: unknown): void {
    this.#catalogWas = 'replaced';
    this.#room.adoptCatalog(source);
  }

  /** Another device has used the key as well. */
  async dropKey(): Promise<void> {
    await forgetKey(this.#room.store);
    await this.#lease.look();
  }

  async take(outcome: Outcome): Promise<void> {
    if (outcome.kind === 'answered') await this.#setClock();
    if (outcome.kind === 'answered' && this.#catalogWas === 'held') this.#room.confirmCatalog();
    this.#catalogWas = 'held';
    if (outcome.kind === 'refused') this.#tellRefusal(outcome);
  }

  #tellRefusal({ status, title }: Extract<Outcome, { kind: 'refused' }>): void {
    if (status >= 500 || PASSING.includes(status)) return;
    const problem = {
      code: 'endpoint-refused',
      message: `${title}. Do the shop's endpoint and shop attributes name the address and the shop that it serves?`,
      where: `${this.#room.config.endpoint}/v1/sync`,
    };
    this.#room.emit({ cause: 'sync', problems: [problem] });
  }

  async #setClock(): Promise<void> {
    const shop = await this.#room.store.get(['shop']);
    const corrected = this.#room.clock.correct(Date.parse(shop?.answeredAt ?? ''));
    // What the time was when they were asked for, nobody knows any more.
    if (corrected) await this.#dropLeases();
  }

  async #dropLeases(): Promise<void> {
    const { store } = this.#room;
    const leases = await store.list('lease');
    if (leases.length === 0) return;
    // Emptied and not removed: the next request's key has to come after theirs.
    const emptied = leases.map((lease) => withinWish(lease, []));
    await store.commit({
      put: emptied.map((lease) => [['lease', lease.key], lease] as const),
      durability: 'strict',
    });
    await this.#lease.look();
  }
}
