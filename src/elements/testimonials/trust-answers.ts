/**
 * What the shop's trust stage has answered for one element: how it stands there, and what is shown. Asks again when what
 * that depends on has changed; the last answer stands until the next is there.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { createTrustPort, type TrustPort } from '../../bridge/ask-trust.js';
import type { ShopPort } from '../../core/shop-port.js';
import type { ShopState } from '../../core/shop-state.js';
import type { PulseView, Stand, Testimonials } from '../../core/trust-port.js';
import type { ShopLink } from '../shop/shop-link.js';
import { aboutOf, readLimit, readStand, type Attributes } from './wanted.js';

export interface Shown extends Stand {
  readonly about: readonly string[] | undefined;
  readonly words: Testimonials | undefined;
  readonly pulse: PulseView | undefined;
}

type Host = ReactiveControllerHost & Element & Attributes;

export class TrustAnswers implements ReactiveController {
  /** Undefined before the shop has answered. */
  shown: Shown | undefined;
  /** The last question had no answer. */
  failed = false;

  readonly #host: Host;
  readonly #link: ShopLink;
  #asked: readonly unknown[] = [];
  #asking = false;

  constructor(host: Host, link: ShopLink) {
    this.#host = host;
    this.#link = link;
    host.addController(this);
  }

  hostUpdate() {
    void this.#follow();
  }

  /** Undefined while there is no shop. */
  get trust(): TrustPort | undefined {
    return this.#link.port && createTrustPort(this.#link.port);
  }

  /** Asks once more after a failure. */
  readonly retry = () => {
    this.#asked = [];
    this.#host.requestUpdate();
  };

  async #follow(): Promise<void> {
    const { port, state } = this.#link;
    if (!port || !state?.catalog || this.#asking) return;
    const question = this.#toQuestion(port, state);
    if (isSame(this.#asked, question)) return;
    this.#asking = true;
    this.#asked = question;
    const shown = await this.#ask(createTrustPort(port), state);
    this.#asking = false;
    this.failed = !shown;
    if (shown) this.shown = shown;
    // What has changed meanwhile is asked by the update.
    this.#host.requestUpdate();
  }

  #toQuestion(port: ShopPort, state: ShopState): readonly unknown[] {
    const stand = readStand(this.#host);
    const about = aboutOf(this.#host, stand, state);
    const limit = readLimit(this.#host, stand);
    return [port, state.catalog, stand.format, stand.placement, about?.join('\n'), limit];
  }

  async #ask(trust: TrustPort, state: ShopState): Promise<Shown | undefined> {
    const wanted = readStand(this.#host);
    const stand = await trust.stand(wanted);
    if (!stand.ok) return undefined;
    const { format, placement } = stand;
    const about = aboutOf(this.#host, wanted, state);
    if (format === 'pulse') {
      const told = await trust.pulse();
      return told.ok ? { format, placement, about, words: undefined, pulse: told.pulse } : undefined;
    }
    const limit = readLimit(this.#host, { format, placement });
    const words = await trust.testimonials({ placement, limit, ...(about ? { about } : {}) });
    return words.ok ? { format, placement, about, words, pulse: undefined } : undefined;
  }
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, at) => Object.is(value, other[at]));
}
