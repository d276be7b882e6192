/** The verdict at one glance, what it is about, and what can be done: one main thing, which Space and Enter do as well. */
import { html, nothing } from 'lit';

import type { Catalog } from '../../core/catalog/catalog-schema.js';
import type { Refused } from '../../core/shop-port.js';
import type { StallItem } from '../../core/stall/stall-order.js';
import type { Scanned } from '../../core/stall/stall-port.js';
import { VERDICTS } from '../../core/stall/verdicts.js';
import type { StallLocalizer } from '../words/stall-terms.js';
import { parseAmount, toAmountText } from './stall-amount.js';
import { renderField } from './stall-field.js';
import type { Finding, Served } from './stall-session.js';
import { isolate, toReturnWords, toWords, type StallWords } from './stall-words.js';

export interface ResultView {
  readonly finding: Finding;
  readonly catalog: Catalog;
  readonly words: StallLocalizer;
  readonly refusal: Refused | undefined;
  /** What was typed as an amount can be none. */
  readonly badAmount: boolean;
  /** The last wish is not done yet. */
  readonly busy: boolean;
  /** It is being taken back. */
  readonly returning: boolean;
  readonly serve: (way: Served['way'], scanned: Scanned, amount: number | undefined) => void;
  readonly beginReturn: () => void;
  readonly undo: (served: Served) => void;
  readonly next: (event: MouseEvent) => void;
}

const CLASSES = { give: 'good', take: 'wait', check: 'attention', stop: 'bad' } as const;

export function renderResult(view: ResultView) {
  const { finding, words: l, refusal } = view;
  const { tone, headline, beneath } = wordsOf(view);
  const scanned = 'scanned' in finding ? finding.scanned : undefined;
  return html`<div class="result ${CLASSES[tone]} ${tone}" part="result" @keydown=${pressMain}>
    <div role="status">
      <h3 class="verdict" part="verdict verdict-${tone}" tabindex="-1">${headline}</h3>
    </div>
    ${beneath ? html`<p class="beneath" part="hint">${beneath}</p>` : nothing}
    ${finding.kind === 'served' && finding.undoable ? renderUndo(view, finding) : nothing}
    ${scanned ? renderItems(view, scanned) : nothing} ${scanned ? renderAmount(view, scanned) : nothing}
    <div role="status">
      ${
        refusal
          ? html`<p class="bad status" part="error">
              ${l.find(`serve.${refusal.code}`) ?? l.t('stallFailed')}
            </p>`
          : nothing
      }
    </div>
    <div class="bar">${renderWays(view, scanned)}</div>
  </div>`;
}

function wordsOf({ finding, catalog, returning, words: l }: ResultView): StallWords {
  const isReturn = returning && finding.kind === 'scanned';
  return isReturn ? toReturnWords(finding.scanned, catalog, l) : toWords(finding, catalog, l);
}

/** From the verdict, which has the focus, and by Enter from an amount: nobody looks for a button with their hands full. */
function pressMain(event: KeyboardEvent): void {
  const { target, key, repeat } = event;
  if (!(target instanceof Element) || repeat) return;
  const keys = target.part.contains('verdict')
    ? ['Enter', ' ']
    : target.part.contains('amount')
      ? ['Enter']
      : [];
  if (!keys.includes(key)) return;
  event.preventDefault();
  (event.currentTarget as HTMLElement).querySelector<HTMLElement>('.bar .primary')?.click();
}

function renderItems({ finding, returning, words: l }: ResultView, { items, code, verdict }: Scanned) {
  if (items.length === 0) return nothing;
  const isOpen = finding.kind === 'scanned' && VERDICTS[verdict.kind] !== 'stop';
  const label = isOpen ? 'stallItems' : returning ? 'stallItemsBack' : 'stallItemsOrder';
  return html`${code ? html`<p class="small">${l.t('stallOrder', { code: isolate(code, l) })}</p>` : nothing}
    <ul part="items" role="list" aria-label=${l.t(label)}>
      ${items.map((item) => html`<li>${nameOf(item, l)}</li>`)}
    </ul>`;
}

/** "2 × Rolled oats 500 g, Own jar" */
function nameOf({ title, options = [], quantity }: StallItem, l: StallLocalizer): string {
  const names = [title, ...options].map((name) => isolate(name ?? l.t('stallUnknown'), l));
  return l.t('stallItem', { title: names.join(l.t('stallComma')), count: quantity });
}

/** What is to be taken, or given back; 0 where nothing is. */
function dueOf({ finding, returning }: ResultView, { verdict, refund = 0 }: Scanned): number {
  if (finding.kind !== 'scanned') return 0;
  if (verdict.kind === 'collected') return returning ? refund : 0;
  return VERDICTS[verdict.kind] === 'stop' ? 0 : (verdict.amount ?? 0);
}

function renderAmount(view: ResultView, scanned: Scanned) {
  const { words: l, badAmount } = view;
  const due = dueOf(view, scanned);
  const currency = scanned.currency ?? '';
  if (due === 0) return nothing;
  const field = html`<input
      id="amount"
      part="input amount"
      inputmode="decimal"
      autocomplete="off"
      dir="ltr"
      .value=${toAmountText(due, currency)}
      aria-invalid=${badAmount ? 'true' : nothing}
      aria-describedby=${badAmount ? 'amount-error' : nothing}
    />
    <p class="bad status small" id="amount-error" part="field-error" ?hidden=${!badAmount}>
      ${l.t('stallAmountBad', { most: isolate(l.money(due, currency), l) })}
    </p>`;
  return renderField('amount', l.t(view.returning ? 'stallGivenBack' : 'stallTaken'), field);
}

function renderWays(view: ResultView, scanned: Scanned | undefined) {
  const { finding, words: l } = view;
  const verdict = finding.kind === 'scanned' ? finding.scanned.verdict : undefined;
  const mayGive = verdict !== undefined && VERDICTS[verdict.kind] !== 'stop';
  const mayReturn = verdict?.kind === 'collected' && scanned?.order !== undefined;
  const hasMain = mayGive || (mayReturn && view.returning);
  return html`${hasMain ? renderMain(view, scanned, mayGive ? 'collect' : 'return') : nothing}
    ${mayReturn && !view.returning ? renderSecond('return-button', l.t('stallReturn'), view.beginReturn) : nothing}
    <button
      type="button"
      class=${hasMain ? '' : 'primary'}
      part="button ${hasMain ? 'secondary-button' : 'primary-button'} next-button"
      @click=${view.next}
    >
      ${l.t('stallNext')}
    </button>`;
}

/** Far from the bar: it must not come under the thumb that has just pressed there. */
function renderUndo({ words: l, undo }: ResultView, served: Served) {
  return html`<div>${renderSecond('undo-button', l.t('stallUndo'), () => undo(served))}</div>`;
}

const renderSecond = (part: string, text: string, act: () => void) =>
  html`<button type="button" part="button secondary-button ${part}" @click=${act}>${text}</button>`;

function renderMain(view: ResultView, scanned: Scanned | undefined, way: Served['way']) {
  const due = scanned ? dueOf(view, scanned) : 0;
  const act = (event: Event) => {
    const result = (event.currentTarget as HTMLElement).closest('.result');
    const input = result?.querySelector<HTMLInputElement>('#amount');
    if (scanned) view.serve(way, scanned, input ? parseAmount(input.value, scanned.currency ?? '', due) : 0);
  };
  const keys = {
    collect: ['stallGive', 'stallTake'],
    return: ['stallGoodsBack', 'stallReturnDone'],
  } as const;
  const key = keys[way][due > 0 ? 1 : 0];
  return html`<button
    type="button"
    class="primary"
    part="button primary-button ${way === 'return' ? 'return-button' : 'collect-button'}"
    aria-disabled=${view.busy ? 'true' : nothing}
    @click=${act}
  >
    ${view.words.t(key)}
  </button>`;
}
