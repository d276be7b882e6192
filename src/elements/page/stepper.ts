/** Buttons for fewer and more round an input, for any quantity that goes in steps. */
import { html } from 'lit';

import type { Localizer } from '../localizer.js';

export interface Stepper {
  readonly title: string;
  readonly value: number;
  readonly step: number;
  /** Where it stops. */
  readonly least: number;
  readonly most: number;
  readonly words: Localizer;
  /** A quantity that the shopper pressed or typed; it may be beyond the stops, or no whole step. NaN is no whole number. */
  readonly change: (quantity: number) => void;
}

export function renderStepper({ title, value, step, least, most, words, change }: Stepper) {
  const commit = (event: Event) => {
    const input = event.target as HTMLInputElement;
    change(toWhole(input.value));
    input.value = String(value);
  };
  return html`<div class="stepper" part="stepper quantity" role="group" aria-label=${words.t('quantity')}>
    <button
      type="button"
      class="step"
      part="button stepper-minus"
      aria-label=${words.t('fewer', { title })}
      aria-disabled=${value <= least ? 'true' : 'false'}
      @click=${() => value > least && change(value - step)}
    >
      −
    </button>
    <input
      class="number"
      part="input"
      inputmode="numeric"
      autocomplete="off"
      enterkeyhint="done"
      maxlength="4"
      aria-label="${words.t('quantity')}: ${title}"
      .value=${String(value)}
      @change=${commit}
    />
    <button
      type="button"
      class="step"
      part="button stepper-plus"
      aria-label=${words.t('more', { title })}
      aria-disabled=${value >= most ? 'true' : 'false'}
      @click=${() => change(value + step)}
    >
      +
    </button>
  </div>`;
}

/** Digits of every script, so that an Arabic keyboard works; NaN if it is no whole number. */
export function toWhole(text: string): number {
  const digits = text.trim().replace(/\p{Nd}/gu, (digit) => String(toDigit(digit)));
  return /^\d+$/.test(digits) ? Number(digits) : NaN;
}

function toDigit(digit: string): number {
  const code = digit.codePointAt(0) ?? 48;
  // Every script's digits are ten in a row, the zero first.
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--;
  return code - zero;
}
