/**
 * What a helper does at a stall, one receipt after the other: what was read last and what came of it, and how the stall
 * stands. Holds no record: all of it is the engine's, and is asked for again whenever that has news.
 */
import type { ReactiveControllerHost } from 'lit';

import { createStallPort, isOpened, markOpened } from '../../bridge/stall-stage.js';
import type { Refused } from '../../core/shop-port.js';
import type { Issuer, Scanned, StallPort, StallView } from '../../core/stall/stall-port.js';
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

export class StallSession {
  view: StallView | undefined;
  finding: Finding | undefined;
  /** Why the last wish was refused. */
  refusal: Refused | undefined;
  /** The stage can't be had, or storage does not answer. */
  failed = false;
  busy = false;

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #link: ShopLink;
  #port: { readonly of: unknown; readonly stall: StallPort } | undefined;
  #issuers = '[]';

  constructor(host: ReactiveControllerHost & HTMLElement, link: ShopLink) {
    this.#host = host;
    this.#link = link;
  }

  get isOpen(): boolean {
    return this.view?.standing === 'stall' && (this.view.remembered || isOpened(this.#shopId));
  }

  /** Asks the engine how the stall stands. */
  readonly look = async (): Promise<void> => {
    const looked = await this.#stall?.look();
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

  /** Once for each list that the page names. */
  async useIssuers(issuers: readonly Issuer[]): Promise<void> {
    const text = JSON.stringify(issuers);
    if (text === this.#issuers || !this.#stall) return;
    this.#issuers = text;
    await this.#stall.useIssuers(issuers);
  }

  scan(text: string, depot: string | undefined): Promise<void> {
    return this.#during(async (stall) => {
      const scanned = await stall.scan(text, depot);
      if (scanned.ok) this.show({ kind: 'scanned', scanned: scanned.scanned });
      else this.refusal = scanned;
    });
  }

  scanPicture(file: Blob, depot: string | undefined): Promise<void> {
    return this.#during(async () => {
      const read = await readPicture(file);
      if (read.kind === 'text') await this.scan(read.text, depot);
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
    this.show(undefined);
    await this.#stall?.release();
    await this.look();
  }

  /** What may be undone is let go. */
  release(): void {
    if (this.finding?.kind === 'served') void this.#stall?.release();
    this.settle();
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
    this.#host.requestUpdate();
  }

  get #shopId(): string {
    return this.#link.state?.catalog?.shop.id ?? '';
  }

  get #stall(): StallPort | undefined {
    const { port } = this.#link;
    if (!port) return undefined;
    if (this.#port?.of !== port) this.#port = { of: port, stall: createStallPort(port) };
    return this.#port.stall;
  }

  async #during(act: (stall: StallPort) => Promise<void>): Promise<void> {
    const stall = this.#stall;
    if (!stall) return;
    this.busy = true;
    this.refusal = undefined;
    this.#host.requestUpdate();
    try {
      await act(stall);
    } finally {
      this.busy = false;
      this.#host.requestUpdate();
    }
  }
}
