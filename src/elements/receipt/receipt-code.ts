/**
 * The code of a receipt: what a stall reads, with no network on either side. On the sheet as
 * wide as there is room for, and in a dialog of its own as large as the screen.
 */
import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';

import { renderQr } from '../qr/qr.js';
import type { OrderLocalizer } from '../words/order-terms.js';
import type { ReceiptModel } from './receipt-model.js';

type Drawn = TemplateResult | typeof nothing;

export class ReceiptCode implements ReactiveController {
  readonly #host: LitElement;
  readonly #l: OrderLocalizer;
  /** Making one takes a while: each is made once. */
  #kept: { readonly name: string; readonly small: Drawn; readonly large: Drawn } | undefined;
  #light: WakeLockSentinel | undefined;

  constructor(host: LitElement, localizer: OrderLocalizer) {
    this.#host = host;
    this.#l = localizer;
    host.addController(this);
  }

  /** The order may have ended under the dialog. */
  hostUpdated(): void {
    if (!this.#dialog?.open) this.#dim();
  }

  hostDisconnected(): void {
    this.#dim();
  }

  /** For the sheet; nothing where there is nothing to hand over, and words where it is more than a code holds. */
  render(receipt: ReceiptModel): Drawn {
    const drawn = this.#draw(receipt);
    if (!drawn) return nothing;
    const l = this.#l;
    if (drawn.small === nothing) return html`<p class="small muted" part="message">${l.t('qrTooLong')}</p>`;
    return html`<div class="qr-block">
      <div class="qr-box">${drawn.small}</div>
      <p class="small muted">${l.t('qrHint')}</p>
      <button type="button" part="button secondary-button enlarge-button" @click=${() => this.#open()}>
        ${l.t('enlarge')}
      </button>
    </div>`;
  }

  /** Beside the sheet, so that it is not printed. */
  renderDialog(receipt: ReceiptModel): Drawn {
    const drawn = this.#draw(receipt);
    if (!drawn || drawn.large === nothing) return nothing;
    const l = this.#l;
    return html`<dialog class="large-code" part="dialog" aria-label=${drawn.name} @close=${this.#dim}>
      ${drawn.large}
      <p class="small">${l.t('brighter')}</p>
      <button
        type="button"
        class="primary"
        part="button primary-button close-button"
        @click=${() => this.#dialog?.close()}
      >
        ${l.t('shrink')}
      </button>
    </dialog>`;
  }

  #draw({ token, code }: ReceiptModel) {
    if (!token) return undefined;
    const label = this.#l.t('qrOf', { code });
    const name = `${label} ${token}`;
    if (this.#kept?.name !== name) {
      const small = renderQr(token, label);
      this.#kept = { name, small, large: renderQr(token, label, { large: true, part: 'qr-large' }) };
    }
    return { ...this.#kept, name: label };
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector('.large-code');
  }

  #open(): void {
    this.#dialog?.showModal();
    // The screen stays on while the stall looks for its camera, where the browser lets it.
    void navigator.wakeLock?.request('screen').then(
      (light) => {
        this.#light = light;
        if (!this.#dialog?.open || !this.#host.isConnected) this.#dim();
      },
      () => undefined,
    );
  }

  readonly #dim = (): void => {
    void this.#light?.release();
    this.#light = undefined;
  };
}
