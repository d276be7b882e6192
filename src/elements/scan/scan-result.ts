/** What came of a scan, in words, with what can be done about it. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import type { Tone } from '../../core/order/order-sentences.js';
import type { ReceiptClaims } from '../../core/protocol/receipt.js';
import type { RefillCard } from '../../core/protocol/refill-card.js';
import type { ScanKey } from '../../locales/terms.js';
import { renderViewBasket } from '../cart/view-basket.js';
import { exportParts } from '../page/parts.js';
import { dateFormat } from '../words/intl-cache.js';
import type { ScanLocalizer } from '../words/scan-terms.js';
import { claimsOf, type Finding, type ReceiptNames } from './finding.js';

export interface ResultView {
  readonly finding: Finding;
  readonly words: ScanLocalizer;
  /** How many of what was added the basket holds. */
  readonly count: number;
  /** The id of the shop, for an element outside of it. */
  readonly shop: string | null;
  readonly add: (card: RefillCard) => void;
  readonly undo: () => void;
  readonly next: () => void;
  /** Undefined if the page has no cart to show. */
  readonly viewBasket: ((press: Event) => void) | undefined;
}

interface Verdict {
  readonly tone: Exclude<Tone, 'plain'>;
  readonly headline: string;
  readonly beneath?: unknown;
}

export function renderResult(view: ResultView) {
  const { finding, words: l } = view;
  const { tone, headline, beneath } = toVerdict(view);
  return html`<div class="result ${tone}" part="result">
    <div role="status">
      <h3 class="title verdict" part="verdict verdict-${tone}" tabindex="-1">${headline}</h3>
    </div>
    ${beneath ?? nothing}
    ${
      finding.kind === 'order'
        ? html`<punnet-receipt
            .order=${finding.order}
            for=${view.shop ?? nothing}
            exportparts=${exportParts('receipt')}
          ></punnet-receipt>`
        : nothing
    }
    <div class="buttons">
      ${renderWays(view)}
      <button type="button" part="button secondary-button next-button" @click=${view.next}>
        ${l.t('scanNext')}
      </button>
    </div>
  </div>`;
}

function renderWays({ finding, words: l, add, undo, viewBasket }: ResultView) {
  if (finding.kind === 'offered')
    return html`<button
      type="button"
      class="primary"
      part="button primary-button add-button"
      @click=${() => add(finding.card)}
    >
      ${l.t('add')}
    </button>`;
  if (finding.kind !== 'added') return nothing;
  return html`<button type="button" part="button secondary-button undo-button" @click=${undo}>
      ${l.t('scanUndo')}
    </button>
    ${renderViewBasket(viewBasket, l)}`;
}

const hint = (text: string) => html`<p part="hint">${text}</p>`;

function toVerdict({ finding, words: l, count }: ResultView): Verdict {
  switch (finding.kind) {
    case 'added':
      return { tone: 'good', headline: l.t('addedSay', { title: finding.title, count }) };
    case 'undone':
      return { tone: 'wait', headline: l.t('scanUndone', { title: finding.title }) };
    case 'offered':
      return { tone: 'wait', headline: l.t('scanOffer', { title: finding.title }) };
    case 'not-added':
      return toRefusal(finding, l);
    case 'order':
      return { tone: 'good', headline: l.t('scanOrder', { code: finding.code }) };
    case 'no-order': {
      const headline = l.t('scanNoOrder', { code: finding.code });
      return { tone: 'attention', headline, beneath: hint(l.t('scanNoOrderHint')) };
    }
    case 'no-reader':
      return toSaid(`camera.${finding.code}`, l);
    case 'receipt':
      return toReceipt(finding, l);
    default:
      return toSaid(`scan.${finding.kind}`, l);
  }
}

const toSaid = (key: 'scan.nothing' | ScanKey, l: ScanLocalizer): Verdict => ({
  tone: 'attention',
  headline: l.t(key),
  beneath: hint(l.find(`${key}.hint`) ?? ''),
});

/** What is gone has words of its own; the rest those of the basket. */
function toRefusal({ title, refusal }: Finding & { kind: 'not-added' }, l: ScanLocalizer): Verdict {
  if (/option|modifier/.test(refusal.code)) {
    const headline = l.t('scan.option', { title });
    return { tone: 'attention', headline, beneath: hint(l.t('scan.option.hint')) };
  }
  const headline = l.find(`scan.${refusal.code}`, { title });
  const own = refusal.code === 'at-maximum' || !headline ? l.refusal(refusal) : l.t('scanNothingAdded');
  return { tone: 'attention', headline: headline ?? l.t('scan.not-added'), beneath: hint(own) };
}

/** By the state that the shop has confirmed, where it is another than that. */
const STATES: Partial<Record<ReceiptClaims['state'], ScanKey>> = {
  disputed: 'read.disputed',
  repriced: 'read.repriced',
  rejected: 'read.rejected',
  cancelled: 'read.cancelled',
  expired: 'read.lapsed',
  collected: 'read.collected',
};

function toReceipt({ read, names }: Finding & { kind: 'receipt' }, l: ScanLocalizer): Verdict {
  const claims = claimsOf(read);
  const beneath = claims && names ? renderClaims(claims, names, l) : undefined;
  switch (read.kind) {
    case 'confirmed': {
      const state = read.claims.state;
      const tone = state === 'confirmed' || state === 'confirmed_late' ? 'good' : 'attention';
      return { tone, headline: l.t(STATES[state] ?? 'read.confirmed'), beneath };
    }
    case 'expired':
      return { tone: 'attention', headline: l.t('read.expired'), beneath };
    case 'attested':
      return said('read.attested.hint', beneath, l);
    case 'unattested':
    case 'uncertified':
      return said('read.unattested.hint', beneath, l);
    case 'other-shop': {
      const beneathIt = hint(l.t('read.other-shop.hint', { shop: read.shop }));
      return { tone: 'attention', headline: l.t('read.other-shop'), beneath: beneathIt };
    }
    default: {
      const tone = read.kind === 'forged' ? 'bad' : 'attention';
      const key = `read.${read.kind}` as const;
      return { tone, headline: l.t(key), beneath: hint(l.t(`${key}.hint`)) };
    }
  }
}

const said = (key: ScanKey, beneath: TemplateResult | undefined, l: ScanLocalizer): Verdict => ({
  tone: 'wait',
  headline: l.t('read.said'),
  beneath: html`${hint(l.t(key))}${beneath}`,
});

function renderClaims(claims: ReceiptClaims, { lines, place }: ReceiptNames, l: ScanLocalizer) {
  const { startMinutes } = claims.chosen ?? claims.pickup;
  const when = dateFormat(l.locale, {
    ...{ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
    ...(l.zone ? { timeZone: l.zone } : {}),
  }).format(startMinutes * 60_000);
  const total = l.money(claims.chosen?.amount ?? claims.amount, claims.currency);
  return html`${claims.mode === 'test' ? html`<p class="bad status">${l.t('readRehearsal')}</p>` : nothing}
    <p class="small muted">${l.t('readNotHere')}</p>
    <ul part="items" role="list" aria-label=${l.t('readItems')}>
      ${repeat(
        lines,
        ({ title = l.t('readUnknown'), quantity }) =>
          html`<li>${l.t('readItem', { title, count: quantity })}</li>`,
      )}
    </ul>
    <p class="number">
      <strong>${l.t('readTotal', { total })}</strong><br />
      ${place ? l.t('readPickup', { when, place }) : l.t('readPickupTime', { when })}
    </p>`;
}
