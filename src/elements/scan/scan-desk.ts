/**
 * What becomes of what was scanned: a refill card goes into the basket as if its article's own button had been pressed,
 * an order or a receipt is looked up, and the last card can be taken back. Holds what came of it until the next.
 */
import type { ReactiveControllerHost } from 'lit';

import { findVariant } from '../../core/catalog/lookup.js';
import type { RefillCard } from '../../core/protocol/refill-card.js';
import { addRequest } from '../events.js';
import type { ShopLink } from '../shop/shop-link.js';
import type { Finding } from './finding.js';
import { findOrder, interpret, titleOf } from './interpret.js';
import { readPicture } from './picture.js';
import { toCode } from './to-code.js';

export class ScanDesk {
  finding: Finding | undefined;
  /** Something is being read. */
  busy = false;

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #link: ShopLink;

  constructor(host: ReactiveControllerHost & HTMLElement, link: ShopLink) {
    this.#host = host;
    this.#link = link;
  }

  /** What a camera or a picture has shown; a card is added at once. */
  readonly take = (text: string): Promise<void> => this.#during(() => this.#find(text, this.add));

  readonly takePicture = (file: Blob): Promise<void> =>
    this.#during(async () => {
      const read = await readPicture(file);
      if (read.kind === 'text') await this.#find(read.text, this.add);
      else if (read.kind === 'nothing') this.show(read);
      else this.show({ kind: 'no-reader', code: read.kind });
    });

  /** Typed: an order's code, or the text of a card or a receipt. False where it can be neither. */
  typed(text: string): boolean {
    const { state } = this.#link;
    const code = toCode(text);
    if (code && state) this.show(findOrder(code, state));
    else if (/^PN1:|refill=/.test(text)) void this.take(text.trim());
    else return false;
    return true;
  }

  /** In the page's address: whoever linked to it may have put it there, so that the shopper is asked. */
  readonly takeAddress = (address: string): Promise<void> =>
    this.#during(() =>
      this.#find(address, async (card) =>
        this.show({ kind: 'offered', card, title: titleOf(card, this.#link.state?.catalog ?? null) }),
      ),
    );

  readonly add = async (card: RefillCard): Promise<void> => {
    const { handle } = this.#link;
    if (!handle) return this.show({ kind: 'later' });
    const { variant, modifiers } = card;
    const { catalog } = handle.state;
    const title = titleOf(card, catalog);
    const quantity = (catalog && findVariant(catalog, variant)?.variant.step) ?? 1;
    const outcome = await handle.element.ask(
      this.#host,
      addRequest({ variant, quantity, modifiers }),
      (port) => port.add(variant, quantity, modifiers),
    );
    if (outcome.ok) return this.show({ kind: 'added', title, variant, line: outcome.line, quantity });
    // The page does something else with it, and says so.
    return this.show(
      outcome.code === 'prevented' ? undefined : { kind: 'not-added', title, refusal: outcome },
    );
  };

  readonly undo = async (): Promise<void> => {
    const { handle } = this.#link;
    const { finding } = this;
    if (!handle || finding?.kind !== 'added') return;
    const { line, quantity, title } = finding;
    const held = handle.state.cart.lines.find(({ id }) => id === line)?.quantity ?? 0;
    const left = Math.max(0, held - quantity);
    const outcome = held
      ? await handle.element.ask(this.#host, null, (port) => port.setQuantity(line, left))
      : undefined;
    if (outcome && !outcome.ok) this.show({ kind: 'not-added', title, refusal: outcome });
    else this.show({ kind: 'undone', title });
  };

  show(finding: Finding | undefined): void {
    this.finding = finding;
    this.#host.requestUpdate();
  }

  async #find(text: string, withCard: (card: RefillCard) => Promise<void>): Promise<void> {
    const { state } = this.#link;
    if (!state) return this.show({ kind: 'later' });
    const meaning = await interpret(text, state, Date.now() + state.clockAhead);
    if (meaning.kind === 'card') await withCard(meaning.card);
    else this.show(meaning);
  }

  async #during(act: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.#host.requestUpdate();
    try {
      await act();
    } finally {
      this.busy = false;
      this.#host.requestUpdate();
    }
  }
}
