/** The ways by which a receipt comes to a stall: its camera, a picture, and a code that somebody types. */
import { html, type LitElement, type ReactiveController } from 'lit';

import { Camera } from '../scan/camera.js';
import { renderCamera } from '../scan/camera-view.js';
import { renderCode } from '../scan/scan-code.js';
import { renderPicture } from '../scan/scan-picture.js';
import { toCode } from '../scan/to-code.js';
import type { StallLocalizer } from '../words/stall-terms.js';
import type { StallSession } from './stall-session.js';

type Host = LitElement & { readonly depot: string | null };

export class StallWays implements ReactiveController {
  readonly camera: Camera;
  readonly #host: Host;
  readonly #session: StallSession;
  readonly #words: StallLocalizer;
  /** What was typed can be no code. */
  #bad = false;
  /** The helper reads by the camera, which goes on by itself after each result. */
  #byCamera = false;

  constructor(host: Host, session: StallSession, words: StallLocalizer) {
    this.#host = host;
    this.#session = session;
    this.#words = words;
    this.camera = new Camera(host, (text) => void session.scan(text, this.#depot));
    host.addController(this);
  }

  hostUpdated() {
    if (this.camera.isOn) this.#byCamera = true;
  }

  /** @param shown in place of the camera's view */
  render(shown: unknown) {
    const l = this.#words;
    const pick = (file: Blob) => this.#leaveCamera(() => this.#session.scanPicture(file, this.#depot));
    return html`${shown ?? renderCamera(this.camera, l)} ${renderPicture(l, pick)}
    ${renderCode({ words: l, bad: this.#bad, find: (text) => this.#type(text) })}`;
  }

  /** On to the next one. */
  goOn() {
    this.#emptyCode();
    if (this.#byCamera) void this.camera.start();
  }

  get #depot(): string | undefined {
    return this.#host.depot ?? undefined;
  }

  #type(text: string) {
    const code = toCode(text);
    this.#bad = !code && !text.startsWith('PN1:');
    this.#host.requestUpdate();
    if (this.#bad) return this.#host.renderRoot.querySelector<HTMLElement>('#code')?.focus();
    this.#leaveCamera(async () => {
      await (code ? this.#session.find(code, this.#depot) : this.#session.scan(text.trim(), this.#depot));
      if (this.#session.finding?.kind === 'scanned') this.#emptyCode();
    });
    return undefined;
  }

  /** What was found needs its code no more, and the next customer has another; one that found nothing may be mended. */
  #emptyCode() {
    const field = this.#host.renderRoot.querySelector<HTMLInputElement>('#code');
    if (field) field.value = '';
    this.#bad = false;
    this.#host.requestUpdate();
  }

  #leaveCamera(act: () => Promise<void>) {
    this.#byCamera = false;
    this.camera.stop();
    this.#bad = false;
    void act();
  }
}
