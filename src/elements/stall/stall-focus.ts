/**
 * Where a helper's eyes and hands are: the focus goes on with what is shown, a verdict is felt, and a press counts only
 * where it began on what was seen.
 */
import type { LitElement } from 'lit';

import type { Scanned } from '../../core/stall/stall-port.js';
import { VERDICTS } from '../../core/stall/verdicts.js';
import { deepActiveElement } from '../page/focus-heading.js';
import type { Finding } from './stall-session.js';

/** Felt, where the device can and the helper has touched the page: once for yes, twice for look, long for no. */
const BUZZES = { give: [60], take: [60], check: [60, 60, 60], stop: [300] } as const;

export class StallFocus {
  readonly #host: LitElement;
  #followed: Finding | undefined;
  #wasOn = false;
  /** The finding that the screen has shown, and the one that was on it when the pointer went down. */
  #painted: Finding | undefined;
  #begunOn: Finding | undefined;

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** The pointer went down. */
  readonly begin = () => {
    this.#begunOn = this.#painted;
  };

  /**
   * What was handed over is let go with it, so that only a press counts that began on what is shown and was seen to be:
   * not the second of two fast ones.
   */
  isMeant({ detail }: MouseEvent, finding: Finding | undefined): boolean {
    if (finding?.kind !== 'served') return true;
    return detail === 0 ? this.#painted === finding : detail === 1 && this.#begunOn === finding;
  }

  /** After it was drawn. @returns whether another finding is shown than before */
  follow(finding: Finding | undefined, isOn: boolean): boolean {
    const isNew = finding !== this.#followed;
    const camera = isOn ? 'stop-button' : 'camera-button';
    if (isNew) {
      this.#focus(finding ? 'verdict' : camera);
      if (finding?.kind === 'scanned') buzz(finding.scanned);
      requestAnimationFrame(() => requestAnimationFrame(() => void (this.#painted = finding)));
    } else if (isOn !== this.#wasOn && !deepActiveElement()) this.#focus(camera);
    this.#followed = finding;
    this.#wasOn = isOn;
    return isNew;
  }

  /** To the first of these that there is, since what was pressed is gone. */
  async goTo(...selectors: readonly string[]): Promise<void> {
    await this.#host.updateComplete;
    const all = selectors.map((selector) => this.#host.renderRoot.querySelector<HTMLElement>(selector));
    all.find((each) => each !== null)?.focus();
  }

  #focus(part: string) {
    this.#host.renderRoot.querySelector<HTMLElement>(`[part~="${part}"]`)?.focus();
  }
}

function buzz({ verdict }: Scanned): void {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([...BUZZES[VERDICTS[verdict.kind]]]);
}
