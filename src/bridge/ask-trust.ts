/** The engine's trust stage, for a page: the first wish brings it. Loaded on use itself. */
import stage from 'virtual:trust-stage';

import type { Outcome, ShopPort } from '../core/shop-port.js';
import type { PulseView, Seen, Stand, Testimonials, TestimonialWish, TrustCall } from '../core/trust-port.js';
import { fetchFirst } from './fetch-first.js';

export interface TrustPort {
  stand(wanted: Stand): Promise<Outcome<Stand>>;
  testimonials(wish: TestimonialWish): Promise<Outcome<Testimonials>>;
  pulse(): Promise<Outcome<{ pulse?: PulseView }>>;
  seen(seen: Seen): Promise<Outcome>;
}

export function createTrustPort(shop: Pick<ShopPort, 'ask'>): TrustPort {
  const ask = async <T>(...call: TrustCall) => {
    await fetchFirst(stage);
    return shop.ask('trust-stage', stage, call) as Promise<Outcome<T>>;
  };
  return {
    stand: (wanted) => ask('stand', wanted),
    testimonials: (wish) => ask('testimonials', wish),
    pulse: () => ask('pulse'),
    seen: (seen) => ask('seen', seen),
  };
}
