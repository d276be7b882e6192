/**
 * What the shop's trust stage has answered for one element: how it stands there, and what is shown. Asks again when what
 * that depends on has changed: the catalog, its place, the connection, the date at the shop, the keys that it knows, and
 * whatever may have while the shopper was away. The last answer stands until the next is there.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { createTrustPort } from '../../bridge/ask-trust.js';
import { createMeasurePort } from '../../bridge/ask-measure.js';
import type { Catalog } from '../../core/catalog/catalog-schema.js';
import { standAt } from '../../core/measure/stand-at.js';
import type { StandingArm } from '../../core/measure/standing.js';
import type { ShopPort } from '../../core/shop-port.js';
import type { ShopState } from '../../core/shop-state.js';
import type { PulseView, Stand, Testimonials } from '../../core/trust-port.js';
import type { ShopLink } from '../shop/shop-link.js';
import type { DayWatch } from './day-watch.js';
import { aboutOf, readLimit, readStand, type Attributes } from './wanted.js';

/** How the page is drawn for this device, whatever is said there. */
export interface Place extends Stand {
  /** Something is shown here, as far as an experiment has a say in it. */
  readonly stands: boolean;
  /** Ids of the experiments that are seen where this is. */
  readonly tried: readonly string[];
  readonly about: readonly string[] | undefined;
}

export interface Shown extends Place {
  readonly words: Testimonials | undefined;
  readonly pulse: PulseView | undefined;
}

type Host = ReactiveControllerHost & Element & Attributes;
type OpenState = ShopState & { readonly catalog: Catalog };

export class TrustAnswers implements ReactiveController {
  /** Undefined before it is known what is tried: that does not wait for what is said. */
  place: Place | undefined;
  /** Undefined before the shop has answered. */
  shown: Shown | undefined;
  /** The last question had no answer. */
  failed = false;

  readonly #host: Host;
  readonly #link: ShopLink;
  readonly #day: DayWatch;
  #asked: readonly unknown[] = [];
  #asking = false;

  constructor(host: Host, link: ShopLink, day: DayWatch) {
    this.#host = host;
    this.#link = link;
    this.#day = day;
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

  /** Asks once more. */
  readonly retry = () => {
    this.#asked = [];
    this.#host.requestUpdate();
  };

  async #follow(): Promise<void> {
    const { port, state } = this.#link;
    if (!port || !isOpen(state) || this.#asking || !this.#host.isConnected) return;
    const question = this.#toQuestion(port, state);
    if (isSame(this.#asked, question)) return;
    this.#asking = true;
    this.#asked = question;
    const place = await this.#find(port, state);
    this.place = place;
    this.#host.requestUpdate();
    const shown = await this.#ask(port, place);
    this.#asking = false;
    this.failed = !shown;
    if (shown) this.shown = shown;
    // What has changed meanwhile is asked by the update.
    this.#host.requestUpdate();
    if (shown?.words) await this.#renewKeys(port);
  }

  #toQuestion(port: ShopPort, state: OpenState): readonly unknown[] {
    const { catalog, connection, consent } = state;
    const stand = readStand(this.#host);
    const about = aboutOf(this.#host, stand, state, catalog);
    const limit = readLimit(this.#host, stand);
    const wishes = [stand.format, stand.placement, about?.join('\n'), limit];
    return [port, catalog, consent.measurement, connection, this.#day.today, this.#day.returns, ...wishes];
  }

  async #find(port: ShopPort, state: OpenState): Promise<Place> {
    const wanted = readStand(this.#host);
    const { placement } = wanted;
    const { format, seen: tried } = standAt(wanted, await armsOf(port, state));
    const about = aboutOf(this.#host, wanted, state, state.catalog);
    const stands = format !== 'none';
    return { placement, tried, about, stands, format: stands ? format : wanted.format };
  }

  async #ask(port: ShopPort, place: Place): Promise<Shown | undefined> {
    const { about, format, stands } = place;
    const nothing = { ...place, words: undefined, pulse: undefined };
    if (!stands) return nothing;
    const trust = createTrustPort(port);
    if (format === 'pulse') {
      const told = await trust.pulse();
      return told.ok ? { ...nothing, pulse: told.pulse } : undefined;
    }
    const limit = readLimit(this.#host, place);
    const words = await trust.testimonials({ limit, ...(about ? { about } : {}) });
    return words.ok ? { ...nothing, words } : undefined;
  }

  /** What is shown does not wait for it. */
  async #renewKeys(port: ShopPort): Promise<void> {
    const renewed = await createTrustPort(port).renewKeys();
    if (renewed.ok && renewed.changed) this.retry();
  }
}

const isOpen = (state: ShopState | undefined): state is OpenState => Boolean(state?.catalog);

/** None without leave, and where nobody could say: it stands as the page has it then, and nothing of it is counted. */
async function armsOf(port: ShopPort, { consent }: ShopState): Promise<readonly StandingArm[]> {
  if (!consent.measurement) return [];
  const answer = await createMeasurePort(port).arms();
  return answer.ok ? answer.arms : [];
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, at) => Object.is(value, other[at]));
}
