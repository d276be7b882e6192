/**
 * What a size costs per kilogram, litre or piece, so that sizes can be compared.
 * The deposit and the options are never part of it.
 */
import type { Variant } from './catalog/catalog-schema.js';
import { roundHalfUp } from './money.js';

type Dimension = 'mass' | 'volume' | 'count';

/** What a measure may be given in, in grams, millilitres or pieces. */
const UNITS = {
  mg: ['mass', 0.001],
  g: ['mass', 1],
  kg: ['mass', 1000],
  oz: ['mass', 28.349523125],
  lb: ['mass', 453.59237],
  ml: ['volume', 1],
  cl: ['volume', 10],
  dl: ['volume', 100],
  l: ['volume', 1000],
  'fl-oz': ['volume', 29.5735295625],
  piece: ['count', 1],
} as const satisfies Record<string, readonly [Dimension, number]>;

/** What a unit price may be stated per. */
const PER_UNITS = {
  kg: ['mass', 1000],
  '100g': ['mass', 100],
  oz: ['mass', 28.349523125],
  lb: ['mass', 453.59237],
  l: ['volume', 1000],
  '100ml': ['volume', 100],
  'fl-oz': ['volume', 29.5735295625],
  piece: ['count', 1],
} as const satisfies Record<string, readonly [Dimension, number]>;

const DEFAULT_PER = { mass: 'kg', volume: 'l', count: 'piece' } as const;

export type Unit = keyof typeof UNITS;
export type PerUnit = keyof typeof PER_UNITS;

export const UNIT_NAMES = Object.keys(UNITS) as readonly Unit[];
export const PER_UNIT_NAMES = Object.keys(PER_UNITS) as readonly PerUnit[];

export interface UnitPrice {
  /** Whole minor units, a half upwards. */
  readonly minor: number;
  readonly per: PerUnit;
}

/** Whether a price of something measured in `unit` can be stated per `per`. */
export function isComparable(unit: Unit, per: PerUnit): boolean {
  return UNITS[unit][0] === PER_UNITS[per][0];
}

/** Undefined if the catalog doesn't say how much is in this size. */
export function unitPrice(variant: Pick<Variant, 'price' | 'measure'>): UnitPrice | undefined {
  if (!variant.measure) return undefined;
  const { amount, unit, per: stated } = variant.measure;
  const [dimension, size] = UNITS[unit];
  const per = stated ?? DEFAULT_PER[dimension];
  return { minor: roundHalfUp((variant.price * PER_UNITS[per][1]) / (amount * size)), per };
}
