/** The engine's trust stage, for a page: the first wish brings it. Loaded on use itself. */
import stage from 'virtual:trust-stage';

import type { Outcome, ShopPort } from '../core/shop-port.js';
import type { PulseView, Testimonials, TestimonialWish, TrustCall } from '../core/trust-port.js';
import { fetchFirst } from './fetch-first.js';

export interface TrustPort {
  testimonials(wish: TestimonialWish): Promise<Outcome<Testimonials>>;
  pulse(): Promise<Outcome<{ pulse?: PulseView }>>;
  /** Asks the endpoint for its keys where those that are known may be old. */
  renewKeys(): Promise<Outcome<{ changed: boolean }>>;
}

export function createTrustPort(shop: Pick<ShopPort, 'ask'>): TrustPort {
  const ask = async <T>(...call: TrustCall) => {
    await fetchFirst(stage);
    return shop.ask('trust-stage', stage, call) as Promise<Outcome<T>>;
  };
  return {
    testimonials: (wish) => ask('testimonials', wish),
    pulse: () => ask('pulse'),
    renewKeys: () => ask('renewKeys'),
  };
}
