/** The states of a shopper's points. */
import { html } from '@open-wc/testing';

import type { ShopState } from '../../../src/core/shop-state.js';
import { CATALOG } from '../fixtures.js';
import { FAILED, LOADING, type Line, type Look } from './look.js';

const HONEY: Line = ['honey-340', 1];
/** A shop that gives points, and a shopper who has some. */
export const POINTS = {
  catalog: { ...CATALOG, loyalty: { pointsPerMajorUnit: 1, pointValue: 5 } },
  loyalty: { settled: 120, pending: 0 },
} as const satisfies Partial<ShopState>;

export const loyaltyLooks: readonly Look[] = [
  { name: 'while it loads', state: LOADING },
  { name: 'of a shop that could not be loaded', state: FAILED },
  { name: 'of a shop that gives none' },
  { name: 'without any', state: { ...POINTS, loyalty: null } },
  { name: 'that may be redeemed', state: POINTS },
  { name: 'with some that are pending', state: { ...POINTS, loyalty: { settled: 120, pending: 18 } } },
  {
    name: 'for what is in the basket',
    state: POINTS,
    lines: [HONEY],
    markup: html`<punnet-loyalty></punnet-loyalty><punnet-cart></punnet-cart>`,
  },
  { name: 'that need a connection', state: { ...POINTS, connection: 'offline' }, lines: [HONEY] },
];
