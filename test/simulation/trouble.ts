/** What goes wrong with phones and the endpoint, and when: outages, sleep, power cuts, clocks, lost and copied storage. */
import type { SeededRandom } from '../support/seeded-random.js';
import type { Agenda } from './agenda.js';
import type { Phone } from './phone.js';
import { HOUR, MINUTE } from './spans.js';
import type { Stall } from './stall.js';

/** Within ttl and grace together, with what it takes to send left over. */
const SHORT_OUTAGE = 40 * MINUTE;
const RECOVERS = 15 * MINUTE;

export interface TroubleOptions {
  readonly agenda: Agenda;
  readonly random: SeededRandom;
  readonly phones: readonly Phone[];
  readonly stall: Stall;
  /** Epoch milliseconds: then there is no more of it. */
  readonly until: number;
  /** Outages may last longer than the grace. */
  readonly long: boolean;
  /** The profile's folder is copied: two devices with one key. */
  readonly clone: (phone: Phone) => void;
}

export class Trouble {
  readonly #options: TroubleOptions;
  /** Until when a device has no other outage. */
  readonly #rested = new Map<Phone, number>();

  constructor(options: TroubleOptions) {
    this.#options = options;
  }

  plan(): void {
    const { agenda, random, phones, until } = this.#options;
    const strike = () => {
      if (agenda.now > until) return;
      this.#strike(random.pick(phones), random.below(100));
      agenda.in(random.below(4 * MINUTE), strike);
    };
    agenda.in(random.below(4 * MINUTE), strike);
  }

  /** From here on everything works, and phones are looked at for so long. */
  end(calmFor: number): void {
    const { agenda, phones, stall } = this.#options;
    stall.killIn = Infinity;
    for (const phone of phones) {
      phone.cutIn = Infinity;
      phone.online = true;
      phone.wake();
      phone.restart();
    }
    for (let minute = 1; minute < calmFor / MINUTE; minute++)
      agenda.in(minute * MINUTE, () => {
        for (const phone of phones) phone.poke();
      });
  }

  #strike(phone: Phone, chance: number): void {
    const { agenda, random, stall, clone } = this.#options;
    if (chance < 40) this.#cutOff(phone);
    else if (chance < 46) phone.sleep(random.below(90 * MINUTE));
    else if (chance < 62) phone.cutIn = 1 + random.below(12);
    else if (chance < 75) stall.killIn = 1 + random.below(60);
    else if (chance < 90) phone.jumpClock((random.below(41) - 20) * MINUTE);
    else if (chance < 93) phone.loseDatabase();
    else if (chance < 95) {
      const { snapshot } = phone.disk;
      agenda.in(random.below(HOUR), () => phone.setBack(snapshot));
    } else if (chance < 96) clone(phone);
  }

  #cutOff(phone: Phone): void {
    const { agenda, random, long } = this.#options;
    // Two in a row would be one that is longer.
    if (!long && agenda.now < (this.#rested.get(phone) ?? 0)) return;
    const lasts = random.below(long ? 3 * HOUR : SHORT_OUTAGE);
    phone.online = false;
    this.#rested.set(phone, agenda.now + lasts + RECOVERS);
    agenda.in(lasts, () => {
      phone.online = true;
      phone.poke();
    });
  }
}
