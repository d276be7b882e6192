/** The part of a receipt that is printed: what became of the order, its code, what it holds, where to collect. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

import type { OrderLocalizer } from '../words/order-terms.js';
import { SIGNS } from '../page/notes.js';
import { renderRoom } from '../orders/order-room.js';
import type { OrderStatus } from '../orders/order-text.js';
import type { ReceiptLine, ReceiptModel, ReceiptPickup, ReceiptSum } from './receipt-model.js';

/**
 * @param level of the heading
 * @param room what else may come to be said of the order while it is shown
 * @param code what a stall reads
 */
export function renderSheet(
  receipt: ReceiptModel,
  level: number,
  room: readonly OrderStatus[],
  code: unknown,
  l: OrderLocalizer,
) {
  return html`<div class="sheet" part="sheet">
    <p class="shop"><bdi>${receipt.shop}</bdi></p>
    ${receipt.rehearsal ? html`<p class="chip wait" part="chip">${receipt.rehearsal}</p>` : nothing}
    ${renderState(receipt.status, level, room)} ${code} ${renderCode(receipt, room.length > 0, l)}
    ${renderTable(receipt, l)}
    ${receipt.tax ? html`<p class="small muted" part="tax">${receipt.tax}</p>` : nothing}
    ${receipt.pay ? html`<p class="pay" part="pay-line">${receipt.pay}</p>` : nothing}
    ${receipt.pickup ? renderPickup(receipt.pickup, l) : nothing}
    ${
      receipt.allergens.length
        ? html`<div class="small" part="allergens">
            ${receipt.allergens.map((text) => html`<p>${text}</p>`)}
          </div>`
        : nothing
    }
    <p class="small muted">${receipt.placed}<span class="printed">. ${receipt.asOf}</span></p>
  </div>`;
}

/** Details under another headline are other elements, since browsers count one that moves as a shift of the page. */
function renderState({ tone, headline, details }: OrderStatus, level: number, room: readonly OrderStatus[]) {
  return html`<div class="note focus ${tone}" part="message state">
    <span class="sign" aria-hidden="true">${SIGNS[tone]}</span>
    <div class="roomy">
      <div>
        <div class="heading headline" part="heading" role="heading" aria-level=${level} tabindex="-1">
          ${headline}
        </div>
        ${keyed(
          headline,
          details.map((text) => html`<p class="small">${text}</p>`),
        )}
      </div>
      ${renderRoom(room)}
    </div>
  </div>`;
}

function renderCode({ code, codeHint }: ReceiptModel, roomy: boolean, l: OrderLocalizer) {
  return html`<dl class="code-block" part="divider">
    <dt class="small muted">${l.t('orderCode')}</dt>
    <dd>
      <bdi class="code number" part="code" dir="ltr">${code}</bdi>
      ${codeHint ? html`<span class="small muted">${codeHint}</span>` : nothing}
      ${!codeHint && roomy ? html`<span class="small room" data-room=${l.t('codeHint')}></span>` : nothing}
    </dd>
  </dl>`;
}

function renderTable({ lines, sums }: ReceiptModel, l: OrderLocalizer) {
  return html`<table part="lines">
    <caption class="unseen">
      ${l.t('summary')}
    </caption>
    <thead class="small muted">
      <tr>
        <th scope="col">${l.t('item')}</th>
        <th scope="col" class="number">${l.t('number')}</th>
        <th scope="col" class="number">${l.t('amount')}</th>
      </tr>
    </thead>
    <tbody>
      ${lines.map(renderLine)}
    </tbody>
    <tfoot>
      ${sums.map(renderSum)}
    </tfoot>
  </table>`;
}

function renderLine({ title, detail, each, quantity, amount }: ReceiptLine) {
  return html`<tr part="line">
    <th scope="row">
      <bdi>${title}</bdi>
      ${
        detail || each
          ? html`<span class="detail small muted"
              ><bdi>${detail}</bdi>${detail && each ? ' ·\u00a0' : ''}<bdi>${each}</bdi></span
            >`
          : nothing
      }
    </th>
    <td class="number count">${quantity}</td>
    <td class="number"><bdi>${amount}</bdi></td>
  </tr>`;
}

function renderSum({ part, name, amount }: ReceiptSum) {
  return html`<tr part=${part} class=${part}>
    <th scope="row">${name}</th>
    <td class="number" colspan="2"><bdi>${amount}</bdi></td>
  </tr>`;
}

function renderPickup({ when, place, address }: ReceiptPickup, l: OrderLocalizer) {
  return html`<dl part="pickup">
    <dt class="small muted">${l.t('collectAt')}</dt>
    <dd class="when">${when}</dd>
    <dd>
      <bdi>${place}</bdi>${address ? html`<span class="muted"> ·&nbsp;<bdi>${address}</bdi></span>` : nothing}
    </dd>
  </dl>`;
}
