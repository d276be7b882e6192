/** Follows the product that an element stands in: a page may change it without an attribute. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { PunnetProduct } from '../punnet-product.js';

const TAG = 'punnet-product';

export class ProductAround implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #around: PunnetProduct | undefined;
  #product: string | null | undefined;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    void this.#find();
  }

  hostDisconnected() {
    this.#around?.removeController(this.#follower);
    this.#around = undefined;
  }

  async #find(): Promise<void> {
    if (!this.#host.closest(TAG)) return;
    await customElements.whenDefined(TAG);
    const around = this.#host.isConnected ? this.#host.closest(TAG) : null;
    if (!around || around === this.#around) return;
    this.#around?.removeController(this.#follower);
    this.#around = around;
    around.addController(this.#follower);
    this.#look();
  }

  readonly #follower: ReactiveController = { hostUpdated: () => this.#look() };

  #look() {
    const product = this.#around?.product;
    if (product === this.#product) return;
    this.#product = product;
    this.#host.requestUpdate();
  }
}
