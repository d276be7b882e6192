/** Answers what is asked for this shopper alone. What is ranked, and how, is in the recommender. */
import type { Consent } from '../core/consent/consent.js';
import type { PersonalPlace, Recommended, RecommendWish } from '../core/personal-port.js';
import { refuse } from '../core/refuse.js';
import type { Outcome } from '../core/shop-port.js';
import type { OrderDesk } from './order-desk.js';
import { Recommender } from './recommender.js';
import type { Room } from './room.js';

const ATTEMPTS = 20;
const PURPOSES = ['personalisation', 'measurement'] as const;

export class PersonalDesk {
  readonly #room: Room;
  readonly #recommender: Recommender;

  constructor(room: Room, desk: () => Pick<OrderDesk, 'sign'> | undefined) {
    this.#room = room;
    this.#recommender = new Recommender(room, desk);
  }

  recommend(wish: RecommendWish, place: PersonalPlace): Promise<Outcome<Recommended>> {
    return this.#recommender.recommend(wish, place);
  }

  warm(place: PersonalPlace): Promise<Outcome> {
    return this.#recommender.warm(place);
  }

  /** What is not named stays as it was chosen. */
  async setConsent(wanted: Partial<Consent>): Promise<Outcome<{ consent: Consent }>> {
    const bad = PURPOSES.find((purpose) => !['boolean', 'undefined'].includes(typeof wanted[purpose]));
    if (bad) return refuse('bad-consent', `Say true or false for ${bad}.`);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const committed = await this.#keep(wanted);
      if (committed.ok) {
        await this.#room.consent.show('shopper');
        this.#room.tellTabs({ consent: true });
        return { ok: true, consent: this.#room.consent.now };
      }
      if (committed.code !== 'conflict')
        return refuse(`storage-${committed.code}`, 'What was chosen could not be kept.');
    }
    return refuse('busy', 'Other tabs are choosing as well.');
  }

  async #keep({ personalisation, measurement }: Partial<Consent>) {
    const { store, clock } = this.#room;
    const kept = await store.get(['consent']);
    const record = {
      rev: (kept?.rev ?? 0) + 1,
      personalisation: personalisation ?? kept?.personalisation ?? false,
      measurement: measurement ?? kept?.measurement ?? false,
      at: new Date(clock.now()).toISOString(),
    };
    return store.commit({
      expect: [[['consent'], kept?.rev]],
      put: [[['consent'], record]],
      durability: 'strict',
    });
  }
}
