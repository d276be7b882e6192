/**
 * What a helper does at a stall, one receipt after the other: what was read last and what came of it, and how the stall
 * stands. Holds no record: all of it is the engine's, and is asked for again whenever that has news.
 */
import type { ReactiveControllerHost } from 'lit';

import { isOpened, markOpened } from '../../bridge/staff-session.js';
import { createStallPort } from '../../bridge/stall-stage.js';
import type { Refused } from '../../core/shop-port.js';
import type { DayWish, Issuer, Scanned, StallPort, StallView } from '../../core/stall/stall-port.js';
import { readPicture } from '../scan/picture.js';
import type { ReaderFault } from '../scan/qr-reader.js';
import type { ShopLink } from '../shop/shop-link.js';

export type Finding =
  | { readonly kind: 'scanned'; readonly scanned: Scanned }
  | { readonly kind: 'no-order'; readonly code: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'no-reader'; readonly code: ReaderFault }
  | Served;

/** What was handed over or taken back; it may be undone while `undoable`. */
export interface Served {
  readonly kind: 'served';
  readonly way: 'collect' | 'return';
  readonly id: string;
  readonly amount: number;
  readonly scanned: Scanned;
  readonly undoable: boolean;
}

interface StallHost extends ReactiveControllerHost {
  /** Where the page says that the stall stands. */
  readonly depot: string | null;
}

export class StallSession {
  view: StallView | undefined;
  finding: Finding | undefined;
  /** Why the last wish was refused. */
  refusal: Refused | undefined;
  /** The stage can't be had, or storage does not answer. */
  failed = false;
  readonly #host: StallHost;
  readonly #link: ShopLink;
  #port: { readonly of: unknown; readonly stall: StallPort } | undefined;
  #issuers = '[]';
  /** What is being done, until what came of it is shown. */
  #wish: object | undefined;

  constructor(host: StallHost, link: ShopLink) {
    this.#host = host;
    this.#link = link;
  }

  get busy(): boolean {
    return this.#wish !== undefined;
  }

  get isOpen(): boolean {
    return this.view?.standing === 'stall' && (this.view.remembered || isOpened(this.#shopId));
  }

  /** Asks the engine how the stall stands. */
  readonly look = async (): Promise<void> => {
    const looked = await this.#stall?.look(this.#host.depot ?? undefined);
    this.failed = looked?.ok === false;
    if (looked?.ok && looked.view) this.view = looked.view;
    this.#host.requestUpdate();
  };

  enrol(code: string, remember: boolean): Promise<void> {
    return this.#during(async (stall) => {
      const enrolled = await stall.enrol(code, remember);
      this.refusal = enrolled.ok ? undefined : enrolled;
      if (enrolled.ok) markOpened(this.#shopId);
      await this.look();
    });
  }

  async standAt(depot: string): Promise<void> {
    await this.#stall?.standAt(depot);
    await this.look();
  }

  /** All that this stall is to have of the shop's stock at a depot; undefined where no shop is there to be asked. */
  async takeStock(wishes: readonly DayWish[], depot: string, places: number) {
    const taken = await this.#stall?.takeStock(wishes, depot, places);
    await this.look();
    return taken;
  }

  async giveBack() {
    const given = await this.#stall?.giveBack();
    await this.look();
    return given;
  }

  /** Once for each list that the page names. */
  async useIssuers(issuers: readonly Issuer[]): Promise<void> {
    const stall = this.#stall;
    const text = JSON.stringify(issuers);
    if (text === this.#issuers || !stall) return;
    this.#issuers = text;
    await stall.useIssuers(issuers);
  }

  scan(text: string, depot: string | undefined): Promise<void> {
    return this.#during((stall) => this.#scan(stall, text, depot));
  }

  scanPicture(file: Blob, depot: string | undefined): Promise<void> {
    return this.#during(async (stall) => {
      const read = await readPicture(file);
      if (read.kind === 'text') await this.#scan(stall, read.text, depot);
      else this.show(read.kind === 'nothing' ? read : { kind: 'no-reader', code: read.kind });
    });
  }

  find(code: string, depot: string | undefined): Promise<void> {
    return this.#during(async (stall) => {
      const found = await stall.find(code, depot);
      if (found.ok) this.show({ kind: 'scanned', scanned: found.scanned });
      else if (found.code === 'unknown-order') this.show({ kind: 'no-order', code });
      else this.refusal = found;
    });
  }

  /** @param amount what was taken or given back, in minor units */
  serve(way: Served['way'], scanned: Scanned, amount: number): Promise<void> {
    return this.#during(async (stall) => {
      const { order } = scanned;
      if (order === undefined) return;
      const served = await (way === 'collect' ? stall.collect(order, amount) : stall.takeBack(order, amount));
      if (served.ok) this.show({ kind: 'served', way, id: served.id, amount, scanned, undoable: true });
      else this.refusal = served;
      await this.look();
    });
  }

  undo({ id, scanned }: Served): Promise<void> {
    return this.#during(async (stall) => {
      const undone = await stall.undo(id);
      if (undone.ok) this.show({ kind: 'scanned', scanned });
      else this.settle();
      this.refusal = undone.ok ? undefined : undone;
      await this.look();
    });
  }

  /** On to the next one. */
  async next(): Promise<void> {
    if (this.busy) return;
    this.show(undefined);
    await this.#stall?.release();
    await this.look();
  }

  /** What may be undone is let go. */
  async release(): Promise<void> {
    const wasServed = this.finding?.kind === 'served';
    this.settle();
    if (wasServed) await this.#stall?.release();
  }

  /** It can't be undone any more. */
  settle(): void {
    if (this.finding?.kind === 'served') this.show({ ...this.finding, undoable: false });
  }

  async note(id: string): Promise<void> {
    await this.#stall?.note(id);
    await this.look();
  }

  show(finding: Finding | undefined): void {
    this.finding = finding;
    this.refusal = undefined;
    this.#wish = undefined;
    this.#host.requestUpdate();
  }

  get #shopId(): string {
    return this.#link.state?.catalog?.shop.id ?? '';
  }

  get #stall(): StallPort | undefined {
    const { port } = this.#link;
    if (!port) return undefined;
    if (this.#port?.of !== port) {
      this.#port = { of: port, stall: createStallPort(port) };
      this.#issuers = '[]';
    }
    return this.#port.stall;
  }

  async #scan(stall: StallPort, text: string, depot: string | undefined): Promise<void> {
    const scanned = await stall.scan(text, depot);
    if (scanned.ok) this.show({ kind: 'scanned', scanned: scanned.scanned });
    else this.refusal = scanned;
  }

  /** One wish at a time: whatever is pressed meanwhile was meant for what is not shown any more. */
  async #during(act: (stall: StallPort) => Promise<void>): Promise<void> {
    const stall = this.#stall;
    if (!stall || this.busy) return;
    const wish = {};
    this.#wish = wish;
    this.refusal = undefined;
    this.#host.requestUpdate();
    try {
      await act(stall);
    } finally {
      if (this.#wish === wish) this.#wish = undefined;
      this.#host.requestUpdate();
    }
  }
}
