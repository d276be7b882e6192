/** What the shopper allows, as it was read last, for the page and for whoever must keep to it. */
import { toConsent, type Consent, type ConsentRecord } from '../core/consent/consent.js';
import type { EnginePatch } from '../core/engine-port.js';
import type { DeviceStore } from '../core/ports.js';
import type { Cause } from '../core/shop-port.js';

export class ConsentBoard {
  readonly #store: DeviceStore;
  readonly #emit: (patch: EnginePatch) => void;
  readonly #isPrivate: () => boolean;
  #chosen: ConsentRecord | undefined;

  /** @param isPrivate as the page's browser says by now */
  constructor(store: DeviceStore, emit: (patch: EnginePatch) => void, isPrivate: () => boolean) {
    this.#isPrivate = isPrivate;
    this.#store = store;
    this.#emit = emit;
  }

  /** The browser refuses for its user. */
  get isRefused(): boolean {
    return this.#isPrivate() || Reflect.get(navigator, 'globalPrivacyControl') === true;
  }

  get now(): Consent {
    return toConsent(this.#chosen, this.isRefused);
  }

  get chosen(): ConsentRecord | undefined {
    return this.#chosen;
  }

  async show(cause: Cause): Promise<void> {
    this.#chosen = await this.#store.get(['consent']);
    const purchases = this.now.personalisation ? await this.#store.list('purchase') : [];
    this.#emit({ cause, consent: this.now, purchases });
  }
}
