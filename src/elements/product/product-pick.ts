/**
 * What a shopper has picked of one product, and what came of it. All of it is of that product: with another one it
 * starts anew. Knows neither shop nor markup.
 */
import type { ReactiveControllerHost } from 'lit';

import type { Product } from '../../core/catalog/catalog-schema.js';
import type { Modifiers } from '../../core/catalog/lookup.js';
import type { Choice } from './product-choice.js';

interface Picked {
  /** The size; undefined before one was chosen. */
  readonly variant: string | undefined;
  readonly modifiers: Modifiers;
  readonly quantity: number;
  /** Add was pressed with something missing. */
  readonly asked: boolean;
  readonly added: boolean;
  /** Why the last wish was not done, in words. */
  readonly refusal: string;
}

const NOTHING: Picked = {
  variant: undefined,
  modifiers: {},
  quantity: 0,
  asked: false,
  added: false,
  refusal: '',
};

export class ProductPick {
  now = NOTHING;
  /** The product's id. */
  of: string | undefined;
  readonly #host: ReactiveControllerHost;
  /** What each size cost when it was first shown here. */
  readonly #seen = new Map<string, number>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** The product that is shown from now on. */
  meet({ id, variants }: Product): void {
    if (id !== this.of) this.now = NOTHING;
    this.of = id;
    for (const variant of variants)
      if (!this.#seen.has(variant.id)) this.#seen.set(variant.id, variant.price);
  }

  set(changes: Partial<Picked>): void {
    this.now = { ...this.now, ...changes };
    this.#host.requestUpdate();
  }

  /** What the choice cost when its size was first shown here; undefined if that is what it costs. */
  was({ variant, price }: Choice): number | undefined {
    const seen = this.#seen.get(variant.id) ?? variant.price;
    return seen === variant.price ? undefined : seen + price - variant.price;
  }
}
