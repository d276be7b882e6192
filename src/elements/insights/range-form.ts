/** Which days are asked for: the last so many, or from one to another. */
import { html, nothing } from 'lit';

import { lastDays, MOST_DAYS, type DayRange } from '../../core/owner/days.js';
import type { InsightsLocalizer } from '../words/insights-terms.js';

export interface RangeView {
  /** What is asked for now. */
  readonly range: DayRange;
  readonly today: string;
  readonly isBad: boolean;
  readonly ask: (range: DayRange) => void;
}

const LENGTHS = [7, 30, 90] as const;

export function renderRange({ range, today, isBad, ask }: RangeView, l: InsightsLocalizer) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const [from, to] = (event.currentTarget as HTMLFormElement).querySelectorAll('input');
    ask({ from: from?.value ?? '', to: to?.value ?? '' });
  };
  return html`<form class="range" part="range" novalidate aria-label=${l.t('rangeTitle')} @submit=${submit}>
    <div class="buttons" role="group" aria-label=${l.t('rangeTitle')}>
      ${LENGTHS.map((count) => {
        const last = lastDays(today, count);
        const isChosen = last.from === range.from && last.to === range.to;
        return html`<button
          type="button"
          class=${isChosen ? 'chosen' : ''}
          part="button secondary-button range-button"
          aria-pressed=${isChosen}
          @click=${() => ask(last)}
        >
          ${l.t('rangeLast', { count })}
        </button>`;
      })}
    </div>
    <div class="fields">
      ${renderDate('from', l.t('rangeFrom'), range.from, isBad)}
      ${renderDate('to', l.t('rangeTo'), range.to, isBad)}
      <button part="button secondary-button range-button">${l.t('rangeShow')}</button>
    </div>
    ${
      isBad
        ? html`<p class="bad status small" id="range-error" part="field-error" role="status">
            ${l.t('rangeBad', { count: MOST_DAYS })}
          </p>`
        : nothing
    }
  </form>`;
}

function renderDate(name: 'from' | 'to', label: string, value: string, isBad: boolean) {
  return html`<div class="field" part="field">
    <label class="label" part="label" for="range-${name}">${label}</label>
    <input
      id="range-${name}"
      type="date"
      part="input ${name}-field"
      .value=${value}
      aria-invalid=${isBad ? 'true' : nothing}
      aria-describedby=${isBad ? 'range-error' : nothing}
    />
  </div>`;
}
