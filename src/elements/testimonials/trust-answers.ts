/**
 * What the shop's trust stage has answered for one element: how it stands there, and what is shown. Asks again when what
 * that depends on has changed; the last answer stands until the next is there.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { createTrustPort } from '../../bridge/ask-trust.js';
import { createMeasurePort } from '../../bridge/ask-measure.js';
import { standAt } from '../../core/measure/stand-at.js';
import type { StandingArm } from '../../core/measure/standing.js';
import type { ShopPort } from '../../core/shop-port.js';
import type { ShopState } from '../../core/shop-state.js';
import type { PulseView, Stand, Testimonials } from '../../core/trust-port.js';
import type { ShopLink } from '../shop/shop-link.js';
import { aboutOf, readLimit, readStand, type Attributes } from './wanted.js';

export interface Shown extends Stand {
  /** Something is shown here, as far as an experiment has a say in it. */
  readonly stands: boolean;
  /** Ids of the experiments that are seen where this is. */
  readonly tried: readonly string[];
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

  /** Where this stands was looked at. */
  readonly expose = (experiment: string) => {
    const { port } = this.#link;
    if (port) void createMeasurePort(port).exposed(experiment);
  };

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
    const shown = await this.#ask(port, state);
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
    const wishes = [stand.format, stand.placement, about?.join('\n'), limit];
    return [port, state.catalog, state.consent.measurement, ...wishes];
  }

  async #ask(port: ShopPort, state: ShopState): Promise<Shown | undefined> {
    const wanted = readStand(this.#host);
    const { placement } = wanted;
    const { format, seen: tried } = standAt(wanted, await armsOf(port, state));
    const about = aboutOf(this.#host, wanted, state);
    const place = { placement, tried, about, stands: format !== 'none', words: undefined, pulse: undefined };
    if (format === 'none') return { ...place, format: wanted.format };
    const trust = createTrustPort(port);
    if (format === 'pulse') {
      const told = await trust.pulse();
      return told.ok ? { ...place, format, pulse: told.pulse } : undefined;
    }
    const limit = readLimit(this.#host, { format, placement });
    const words = await trust.testimonials({ placement, limit, ...(about ? { about } : {}) });
    return words.ok ? { ...place, format, words } : undefined;
  }
}

/** None without leave, and where nobody could say: it stands as the page has it then, and nothing of it is counted. */
async function armsOf(port: ShopPort, { consent }: ShopState): Promise<readonly StandingArm[]> {
  if (!consent.measurement) return [];
  const answer = await createMeasurePort(port).arms();
  return answer.ok ? answer.arms : [];
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, at) => Object.is(value, other[at]));
}
