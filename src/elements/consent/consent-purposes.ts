/** What a site may do beyond taking orders, each with its box; or that the browser has said no to it. */
import { html, nothing } from 'lit';

import type { Consent } from '../../core/consent/consent.js';
import { RETENTION, RETENTION_DAYS } from '../../core/consent/retention.js';
import type { ConsentLocalizer } from '../words/consent-terms.js';
import type { ConsentHands, Purpose } from './consent-hands.js';

const PURPOSES: readonly Purpose[] = ['personalisation', 'measurement'];

export function renderPurposes(consent: Consent, hands: ConsentHands, l: ConsentLocalizer) {
  const { isRefused } = hands;
  const isUnchosen = !hands.hasChosen && !PURPOSES.some((purpose) => consent[purpose]);
  return html`<fieldset class="purposes" aria-describedby="purposes-hint">
    <legend class="label" part="label">${l.t('consentPurposes')}</legend>
    ${PURPOSES.map((purpose) => renderPurpose(purpose, consent[purpose], hands, l))}
    <div id="purposes-hint">
      ${
        isRefused
          ? html`<p part="message"><strong>${l.t('consentRefused')}</strong> ${l.t('consentRefusedHint')}</p>`
          : html`<p class="small muted" part="hint">${l.t(isUnchosen ? 'consentOff' : 'consentEither')}</p>`
      }
    </div>
  </fieldset>`;
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

/** The table that the device and the shop go by. */
export function renderRetention(l: ConsentLocalizer) {
  return html`<table part="retention">
    <caption class="label">
      ${l.t('retentionTitle')}
    </caption>
    <thead class="small muted">
      <tr>
        <th scope="col">${l.t('retentionWhat')}</th>
        <th scope="col">${l.t('retentionHow')}</th>
      </tr>
    </thead>
    <tbody>
      ${RETENTION.map(
        ({ what, days }) =>
          html`<tr>
            <th scope="row">${l.t(`kept.${what}`)}</th>
            <td>${days === null ? l.t('keptUntilAnswered') : l.t('keptDays', { count: days })}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
