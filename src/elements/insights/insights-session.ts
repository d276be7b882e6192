/**
 * How an owner's screen stands: let in or not, what was told last, and what is being asked. Holds no record: all of it is
 * the engine's, and is asked for again whenever that has news.
 */
import type { ReactiveControllerHost } from 'lit';

import { createOwnerPort } from '../../bridge/owner-stage.js';
import { isOpened, markOpened } from '../../bridge/staff-session.js';
import type { DayRange } from '../../core/owner/days.js';
import type { OwnerPort, OwnerView, OwnerWish, Told } from '../../core/owner/owner-port.js';
import type { Outcome, Refused } from '../../core/shop-port.js';
import type { ShopLink } from '../shop/shop-link.js';

export class InsightsSession {
  view: OwnerView | undefined;
  /** Why the code was refused. */
  refusal: Refused | undefined;
  /** Why the last question was. */
  askRefusal: Refused | undefined;
  /** The stage can't be had, or storage does not answer. */
  failed = false;
  /** The days that were asked for last. */
  range: DayRange | undefined;
  busy = false;
  readonly #host: ReactiveControllerHost;
  readonly #link: ShopLink;
  #port: { readonly of: unknown; readonly owner: OwnerPort } | undefined;
  /** The newest question: an older answer that comes in later is not shown. */
  #question = 0;
  #asking = false;

  constructor(host: ReactiveControllerHost, link: ShopLink) {
    this.#host = host;
    this.#link = link;
  }

  get isOpen(): boolean {
    return this.view?.standing === 'owner' && (this.view.remembered || isOpened(this.#shopId));
  }

  get asking(): boolean {
    return this.#asking;
  }

  get told(): Told | undefined {
    return this.view?.told;
  }

  /** What is shown is not what the shop would say now. */
  get isStale(): boolean {
    return this.told !== undefined && this.askRefusal !== undefined;
  }

  readonly look = async (): Promise<void> => {
    const looked = await this.#owner?.look();
    this.failed = looked?.ok === false;
    if (looked?.ok && looked.view) {
      const waited = this.#waiting;
      this.view = looked.view;
      // What the shop has taken is in its books now.
      if (this.#waiting < waited && this.range) void this.ask(this.range);
    }
    this.#host.requestUpdate();
  };

  async enrol(code: string, remember: boolean): Promise<void> {
    const owner = this.#owner;
    if (!owner || this.busy) return;
    this.busy = true;
    this.refusal = undefined;
    this.#host.requestUpdate();
    try {
      const enrolled = await owner.enrol(code, remember);
      this.refusal = enrolled.ok ? undefined : enrolled;
      if (enrolled.ok) markOpened(this.#shopId);
      await this.look();
    } finally {
      this.busy = false;
      this.#host.requestUpdate();
    }
  }

  /** @param quietly nobody pressed anything: what is shown stays until there is an answer */
  async ask(range: DayRange, quietly = false): Promise<void> {
    const owner = this.#owner;
    if (!owner) return;
    const question = (this.#question += 1);
    this.range = range;
    this.#asking = !quietly;
    this.#host.requestUpdate();
    const asked = await owner.ask(range.from, range.to);
    if (question !== this.#question) return;
    this.#asking = false;
    this.askRefusal = asked.ok ? undefined : asked;
    await this.look();
  }

  async say(wish: OwnerWish): Promise<Outcome<{ id: string }> | undefined> {
    const said = await this.#owner?.say(wish);
    await this.look();
    return said;
  }

  async note(id: string): Promise<void> {
    await this.#owner?.note(id);
    await this.look();
  }

  get #waiting(): number {
    return this.view?.words.filter(({ refused }) => refused === undefined).length ?? 0;
  }

  get #shopId(): string {
    return this.#link.state?.catalog?.shop.id ?? '';
  }

  get #owner(): OwnerPort | undefined {
    const { port } = this.#link;
    if (!port) return undefined;
    if (this.#port?.of !== port) this.#port = { of: port, owner: createOwnerPort(port) };
    return this.#port.owner;
  }
}
