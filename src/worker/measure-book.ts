/**
 * Keeps what is counted, under the leave that it was counted under: once that is taken back, in whichever tab, nothing is
 * kept any more. Tabs count into one record, one after the other.
 */
import { toConsent } from '../core/consent/consent.js';
import { newMeasureRecord, type MeasureRecord } from '../core/measure/measure-record.js';
import type { Room } from './room.js';

const ATTEMPTS = 20;

type Change = (record: MeasureRecord) => MeasureRecord;

export class MeasureBook {
  readonly #room: Pick<Room, 'consent' | 'store'>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(room: Pick<Room, 'consent' | 'store'>) {
    this.#room = room;
  }

  /**
   * Where the change gives what it was given, nothing is written.
   *
   * @returns the record as it is kept by then; undefined without leave, and where there was no room
   */
  change(change: Change): Promise<MeasureRecord | undefined> {
    return this.#take(change, false);
  }

  /** Makes the record, if there is none. */
  make(): Promise<MeasureRecord | undefined> {
    return this.#take((record) => record, true);
  }

  #take(change: Change, isWanted: boolean): Promise<MeasureRecord | undefined> {
    const taken = this.#last.then(() => this.#try(change, isWanted));
    this.#last = taken.catch(() => undefined);
    return taken;
  }

  async #try(change: Change, isWanted: boolean): Promise<MeasureRecord | undefined> {
    const { store, consent } = this.#room;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const [leave, kept] = await store.getMany([['consent'], ['measure']]);
      if (!toConsent(leave, consent.isRefused).measurement) return undefined;
      const before = kept ?? newMeasureRecord(crypto.randomUUID());
      const changed = change(before);
      if (changed === before && (kept || !isWanted)) return before;
      const record = { ...changed, rev: before.rev + 1 };
      const committed = await store.commit({
        expect: [
          [['consent'], leave?.rev],
          [['measure'], kept?.rev],
        ],
        put: [[['measure'], record]],
        // What was told once is not to be told anew because a disk forgot it.
        durability: 'strict',
      });
      if (committed.ok) return record;
      if (committed.code !== 'conflict') return undefined;
    }
    return undefined;
  }
}
