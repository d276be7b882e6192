/** Answers what is asked for this shopper alone. What is ranked, and how, is in the recommender. */
import { toConsent, type Consent } from '../core/consent/consent.js';
import type { FurtherCall, FurtherCalls } from '../core/further-calls.js';
import type { PersonalPlace, Recommended, RecommendWish } from '../core/personal-port.js';
import { refuse } from '../core/refuse.js';
import type { Outcome } from '../core/shop-port.js';
import type { OrderDesk } from './order-desk.js';
import { Recommender } from './recommender.js';
import type { Room } from './room.js';
import { createSeat, type StageSeat } from './stage-seat.js';

const ATTEMPTS = 20;
const PURPOSES = ['personalisation', 'measurement'] as const;

/** What a script may pass is anything. */
function faultOf(wanted: unknown): string | undefined {
  const given = typeof wanted === 'object' && wanted ? Object.entries(wanted) : [];
  if (given.length === 0) return `Name what is allowed or not: ${PURPOSES.join(', ')}.`;
  const unknown = given.find(([name]) => !PURPOSES.some((purpose) => purpose === name));
  if (unknown) return `There is no purpose ${unknown[0]}: there are ${PURPOSES.join(' and ')}.`;
  const bad = given.find(([, value]) => typeof value !== 'boolean');
  return bad && `Say true or false for ${bad[0]}.`;
}

/** What a further stage makes. It answers by the names of what it is asked; some have to end what goes on. */
interface Desk {
  close?(): void;
}

export class PersonalDesk {
  readonly #room: Room;
  readonly #recommender: Recommender;
  readonly #desks = new Map<keyof FurtherCalls, StageSeat<object>>();

  constructor(room: Room, desk: () => Pick<OrderDesk, 'sign'> | undefined) {
    this.#room = room;
    this.#recommender = new Recommender(room, desk);
  }

  recommend(wish: RecommendWish, place: PersonalPlace): Promise<Outcome<Recommended>> {
    return this.#recommender.recommend(wish, place);
  }

  /** The shop has left the page. */
  close(): void {
    this.#recommender.close();
    for (const { made } of this.#desks.values()) (made as Desk | undefined)?.close?.();
  }

  wantsModel(): Promise<Outcome<{ wanted: boolean }>> {
    return this.#recommender.wantsModel();
  }

  warm(place: PersonalPlace): Promise<Outcome> {
    return this.#recommender.warm(place);
  }

  /** Of the stage with this name, which the first wish brings. */
  async ask(...[stage, url, [name, ...args]]: FurtherCall): Promise<Outcome> {
    const seat = this.#seatOf(stage);
    const brought = await seat.bring(url);
    const made = seat.made as Partial<Record<string, (...given: unknown[]) => Promise<Outcome>>> | undefined;
    return made?.[name]?.(...args) ?? brought;
  }

  /** What is not named stays as it was chosen. It can always be taken back, and not be given for whom the browser refuses. */
  async setConsent(wanted: Partial<Consent>): Promise<Outcome<{ consent: Consent }>> {
    const fault = faultOf(wanted);
    if (fault) return refuse('bad-consent', fault);
    if (!this.#room.consent.isRefused) return this.#choose(wanted);
    const off = Object.entries(wanted).filter(([, isAllowed]) => !isAllowed);
    // What is taken back holds, whatever else was wished for with it.
    const chosen = off.length > 0 && (await this.#choose(Object.fromEntries(off)));
    const isMore = off.length < Object.keys(wanted).length;
    if (chosen && (!chosen.ok || !isMore)) return chosen;
    return refuse('global-privacy-control', 'This browser refuses for its user: nothing can be allowed.');
  }

  #seatOf(stage: keyof FurtherCalls): StageSeat<object> {
    const seat =
      this.#desks.get(stage) ??
      createSeat(
        (url) => this.#room.loadStage(stage, url),
        ({ createDesk }) => createDesk(this.#room),
      );
    this.#desks.set(stage, seat);
    return seat;
  }

  async #choose(wanted: Partial<Consent>): Promise<Outcome<{ consent: Consent }>> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const { record, committed } = await this.#keep(wanted);
      if (committed.ok) {
        await this.#afterwards();
        return { ok: true, consent: toConsent(record, this.#room.consent.isRefused) };
      }
      if (committed.code !== 'conflict')
        return refuse(`storage-${committed.code}`, 'What was chosen could not be kept.');
    }
    return refuse('busy', 'Other tabs are choosing as well.');
  }

  async #keep({ personalisation, measurement }: Partial<Consent>) {
    const { store, clock } = this.#room;
    const [kept, purchases] = await Promise.all([store.get(['consent']), store.list('purchase')]);
    const record = {
      // Never a number that was before: what a tab has in mind since before all was erased is not taken for this.
      rev: (kept?.rev ?? clock.now()) + 1,
      personalisation: personalisation ?? kept?.personalisation ?? false,
      measurement: measurement ?? kept?.measurement ?? false,
      at: new Date(clock.now()).toISOString(),
    };
    const committed = await store.commit({
      expect: [[['consent'], kept?.rev]],
      put: [[['consent'], record]],
      remove: [
        ...(record.personalisation ? [] : purchases.map(({ id }) => ['purchase', id] as const)),
        ...(record.measurement ? [] : [['measure'] as const]),
      ],
      durability: 'strict',
    });
    return { record, committed };
  }

  /** It is kept, and is said to be, whether or not it can be shown and the purchases be read. */
  async #afterwards(): Promise<void> {
    this.#room.tellTabs({ consent: true });
    const shown = this.#room.consent.show('shopper').then(() => this.#recommender.rebuild());
    this.#room.watch(shown);
    await Promise.allSettled([shown]);
  }
}
