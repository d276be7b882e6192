/** The ways a shopper can take a receipt away: on paper, as a picture, through the system's own sheet. */
import { html, nothing, type CSSResultGroup, type LitElement } from 'lit';

import type { OrderHands } from '../orders/order-hands.js';
import type { OrderLocalizer } from '../words/order-terms.js';
import type { ReceiptModel } from './receipt-model.js';
import { drawPicture } from './receipt-picture.js';
import { printSheet } from './receipt-print.js';
import { saveFile } from '../page/save-file.js';

export const COPIES = 'copies';

export class ReceiptCopies {
  readonly #host: LitElement;
  readonly #l: OrderLocalizer;
  readonly #hands: OrderHands;
  readonly #styles: CSSResultGroup;
  #frame: HTMLIFrameElement | undefined;

  constructor(host: LitElement, localizer: OrderLocalizer, hands: OrderHands, styles: CSSResultGroup) {
    this.#host = host;
    this.#l = localizer;
    this.#hands = hands;
    this.#styles = styles;
  }

  /** @param needed a copy is worth more than usual: the order is on this device alone */
  render(receipt: ReceiptModel, needed: boolean) {
    const l = this.#l;
    const main = needed ? 'primary' : 'secondary';
    return html`${needed ? html`<p class="small muted" part="hint">${l.t('keepCopy')}</p>` : nothing}
      <div class="buttons">
        <button
          type="button"
          class=${main}
          part="button ${main}-button save-button"
          @click=${() => void this.#save(receipt)}
        >
          ${l.t('savePicture')}
        </button>
        <button
          type="button"
          part="button secondary-button print-button"
          @click=${() => this.#print(receipt)}
        >
          ${l.t('print')}
        </button>
        ${
          'share' in navigator
            ? html`<button
                type="button"
                part="button secondary-button share-button"
                @click=${() => void this.#share(receipt)}
              >
                ${l.t('share')}
              </button>`
            : nothing
        }
      </div>`;
  }

  async #save(receipt: ReceiptModel): Promise<void> {
    const picture = await this.#draw(receipt);
    if (picture) saveFile(picture, picture.name);
    else this.#hands.tell(COPIES, this.#l.t('pictureFailed'), true);
  }

  #print(receipt: ReceiptModel): void {
    const sheet = this.#host.renderRoot.querySelector('.sheet');
    if (!sheet) return;
    this.#frame?.remove();
    const { locale, dir } = this.#l;
    const page = { title: this.#title(receipt), lang: locale, dir, font: this.#font };
    this.#frame = printSheet(sheet, this.#styles, page);
  }

  async #share(receipt: ReceiptModel): Promise<void> {
    const { status, code, pickup } = receipt;
    const title = this.#title(receipt);
    const where = pickup ? [`${pickup.when}, ${pickup.place}`] : [];
    const text = [`${receipt.shop}, ${code}`, status.headline, ...where].join('\n');
    const picture = await this.#draw(receipt);
    const files = picture ? { files: [picture] } : {};
    const whole = { title, text, ...files };
    try {
      await navigator.share(navigator.canShare?.(whole) ? whole : { title, text });
    } catch (error) {
      // The shopper closed the system's sheet, or it would not open: the other ways are there.
      if (!(error instanceof DOMException)) throw error;
    }
  }

  async #draw(receipt: ReceiptModel): Promise<File | undefined> {
    const l = this.#l;
    const words = { orderCode: l.t('orderCode'), collectAt: l.t('collectAt') };
    const picture = await drawPicture(receipt, { ...words, dir: l.dir, font: this.#font });
    return picture && new File([picture], `receipt-${receipt.code}.png`, { type: picture.type });
  }

  #title({ code }: ReceiptModel): string {
    return `${this.#l.t('receipt')} ${code}`;
  }

  get #font(): string {
    return getComputedStyle(this.#host.renderRoot.querySelector('.base') ?? this.#host).fontFamily;
  }
}
