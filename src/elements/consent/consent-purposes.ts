/** What a site may do beyond taking orders, each with its box; or that the browser has said no to it. */
import { html, nothing } from 'lit';

import type { Consent } from '../../core/consent/consent.js';
import { RETENTION, RETENTION_DAYS } from '../../core/consent/retention.js';
import type { ConsentLocalizer } from '../words/consent-terms.js';
import type { ConsentHands, Purpose } from './consent-hands.js';

/** Of a month, over leap years too. */
const MONTH_DAYS = 365.25 / 12;
const PURPOSES: readonly Purpose[] = ['personalisation', 'measurement'];

export function renderPurposes(consent: Consent, hands: ConsentHands, l: ConsentLocalizer) {
  const { isRefused } = hands;
  const isUnchosen = !hands.hasChosen && !PURPOSES.some((purpose) => consent[purpose]);
  return html`<fieldset class="purposes" aria-describedby="purposes-hint">
    <legend class="label" part="label">${l.t('consentPurposes')}</legend>
    ${isRefused ? renderRefused(l) : nothing}
    ${PURPOSES.map((purpose) => renderPurpose(purpose, consent[purpose], hands, l))}
    ${
      isRefused
        ? nothing
        : html`<p class="small muted" part="hint" id="purposes-hint">
            ${l.t(isUnchosen ? 'consentOff' : 'consentEither')}
          </p>`
    }
  </fieldset>`;
}

/** Read before the boxes that it keeps as they are. */
function renderRefused(l: ConsentLocalizer) {
  return html`<p part="message" id="purposes-hint">
    <strong>${l.t('consentRefused')}</strong> ${l.t('consentRefusedHint')}
  </p>`;
}

function renderPurpose(purpose: Purpose, isAllowed: boolean, hands: ConsentHands, l: ConsentLocalizer) {
  const { isRefused } = hands;
  const change = (event: Event) => {
    const box = event.target as HTMLInputElement;
    if (isRefused || hands.busy) {
      box.checked = isAllowed;
      if (isRefused) hands.refuse();
    } else void hands.allow(purpose, box.checked);
  };
  const words = l.t(`purpose.${purpose}.hint`, { count: RETENTION_DAYS.purchaseHistory });
  return html`<div class="option purpose focus" part="purpose">
    <input
      type="checkbox"
      id=${purpose}
      aria-disabled=${isRefused ? 'true' : nothing}
      aria-describedby=${isRefused ? `${purpose}-hint purposes-hint` : `${purpose}-hint`}
      @change=${change}
    />
    <div>
      <label for=${purpose}>${l.t(`purpose.${purpose}`)}</label>
      <p class="small muted" part="hint" id="${purpose}-hint">${words}</p>
    </div>
  </div>`;
}

/** The table that the device and the shop go by. Its roles are said, since its cells stand one below the other where it is narrow. */
export function renderRetention(l: ConsentLocalizer) {
  return html`<table part="retention" role="table">
    <caption class="label">
      ${l.t('retentionTitle')}
    </caption>
    <thead class="small muted">
      <tr role="row">
        <th scope="col" role="columnheader">${l.t('retentionWhat')}</th>
        <th scope="col" role="columnheader">${l.t('retentionHow')}</th>
      </tr>
    </thead>
    <tbody>
      ${RETENTION.map(
        ({ what, days }) =>
          html`<tr role="row">
            <th scope="row" role="rowheader">${l.t(`kept.${what}`)}</th>
            <td role="cell">${typeof days === 'number' ? renderDays(days, l) : l.t(`keptUntil.${days}`)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** More than a year is told in months. */
function renderDays(days: number, l: ConsentLocalizer): string {
  return days > 365
    ? l.t('keptMonths', { count: Math.round(days / MONTH_DAYS) })
    : l.t('keptDays', { count: days });
}
