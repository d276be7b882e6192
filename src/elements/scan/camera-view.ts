/** What a camera sees and how it stands, with the buttons that belong to it. The stall has the same. */
import { html, nothing } from 'lit';

import type { ScanLocalizer } from '../words/scan-terms.js';
import type { Camera } from './camera.js';

export function renderCamera(camera: Camera, l: ScanLocalizer) {
  return html`<div class="camera" part="camera">
    ${camera.isOn ? renderView(camera, l) : renderOff(camera, l)}
  </div>`;
}

/** Its words stand in a place of their own, so that nothing moves when they change. */
function renderView(camera: Camera, l: ScanLocalizer) {
  const { state, torch, video } = camera;
  const word = state === 'asking' ? 'scanAsking' : state === 'hard' ? 'scanHard' : 'scanLooking';
  return html`<div class="view">
      ${video}
      <div class="viewfinder" part="viewfinder"></div>
    </div>
    <p class="told" part="message" role="status">${l.t(word)}</p>
    <div class="buttons">
      <button type="button" part="button secondary-button stop-button" @click=${() => camera.stop()}>
        ${l.t('scanStop')}
      </button>
      ${
        torch === undefined
          ? nothing
          : html`<button
              type="button"
              class="torch"
              part="button secondary-button torch-button"
              aria-pressed=${torch ? 'true' : 'false'}
              @click=${() => void camera.setTorch(!torch)}
            >
              ${l.t('scanTorch')}
            </button>`
      }
    </div>`;
}

function renderOff(camera: Camera, l: ScanLocalizer) {
  const { state } = camera;
  const fault =
    state === 'off' || camera.isOn ? undefined : (state as Exclude<typeof state, 'off' | OnState>);
  return html`${fault ? renderFault(fault, l) : nothing}
    <button
      type="button"
      class="primary"
      part="button primary-button camera-button"
      @click=${() => void camera.start()}
    >
      ${l.t(fault ? 'retry' : 'scanCamera')}
    </button>
    <p class="small muted" part="hint">${l.t('scanCameraHint')}</p>`;
}

type OnState = 'asking' | 'looking' | 'hard';

/** Why it is of no use, and the way on. */
export function renderFault(fault: Exclude<Camera['state'], 'off' | OnState>, l: ScanLocalizer) {
  return html`<div class="fault" part="error" role="status">
    <p class="attention status">${l.t(`camera.${fault}`)}</p>
    <p class="small">${l.t(`camera.${fault}.hint`)}</p>
  </div>`;
}
