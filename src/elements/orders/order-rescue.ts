/** Orders as a file to keep, and back from one, with a clear word on what came of it. */
import { html, nothing } from 'lit';

import { saidAt } from './order-article.js';
import type { OrderHands } from './order-hands.js';
import type { OrderLocalizer } from '../words/order-terms.js';
import { saveFile } from '../page/save-file.js';

const HERE = 'rescue';

export function renderRescue(hasOrders: boolean, hands: OrderHands, l: OrderLocalizer) {
  const pick = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    const file = input.files?.[0];
    if (file) void bringBack(file, hands, l);
    // The same file may be picked again.
    input.value = '';
  };
  return html`<div class="rescue">
    ${hasOrders ? html`<p class="small muted" part="hint">${l.t('exportHint')}</p>` : nothing}
    <div class="buttons">
      ${
        hasOrders
          ? html`<button
              type="button"
              part="button secondary-button export-button"
              @click=${() => void takeAway(hands, l)}
            >
              ${l.t('exportOrders')}
            </button>`
          : nothing
      }
      <label class="button link focus" part="button link-button import-button">
        ${l.t('importOrders')}
        <input class="unseen" type="file" accept=".json,application/json" @change=${pick} />
      </label>
    </div>
    <p class="said small" part="message">${saidAt(hands, HERE)}</p>
  </div>`;
}

async function takeAway(hands: OrderHands, l: OrderLocalizer): Promise<void> {
  const outcome = await hands.ask(HERE, (shop, host) => shop.ask(host, null, (port) => port.exportData()));
  if (!outcome?.ok) return;
  saveFile(outcome.file, `orders-${new Date().toISOString().slice(0, 10)}.json`);
  hands.tell(HERE, l.t('exported'));
}

async function bringBack(file: File, hands: OrderHands, l: OrderLocalizer): Promise<void> {
  const outcome = await hands.ask(HERE, (shop, host) =>
    shop.ask(host, null, (port) => port.importData(file)),
  );
  if (!outcome?.ok) return;
  const { added } = outcome;
  hands.tell(HERE, added ? l.t('imported', { count: added }) : l.t('importNothing'));
}
