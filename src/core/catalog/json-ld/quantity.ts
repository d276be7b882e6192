/**
 * How much is in a size, where a page says so: by a quantity with a unit's code, or
 * by a size that is written exactly as "500 g". Anything else gives no unit price.
 */
import type { Measure } from '../catalog-schema.js';
import { UNIT_NAMES, isComparable, type PerUnit, type Unit } from '../../unit-price.js';
import { textOf, thingsOf, type PageGraph, type PageNode } from './node.js';

/** UN/CEFACT Recommendation 20. */
const CODES: Readonly<Record<string, Unit>> = {
  GRM: 'g',
  KGM: 'kg',
  MLT: 'ml',
  CLT: 'cl',
  LTR: 'l',
  H87: 'piece',
  C62: 'piece',
};
const PER: Readonly<Record<string, PerUnit>> = {
  '1 kg': 'kg',
  '1000 g': 'kg',
  '100 g': '100g',
  '1 l': 'l',
  '1000 ml': 'l',
  '100 cl': 'l',
  '100 ml': '100ml',
  '10 cl': '100ml',
  '1 piece': 'piece',
};

/** A kilogram as German writes it in grams, or a gram to three digits. */
const THOUSANDS = /^[1-9]\d{0,2}\.\d{3}(?!\d)/;

interface Quantity {
  readonly amount: number;
  readonly unit: Unit;
}

/** "500 g", "0.5 kg", "0,75 l". A comma before three digits could part thousands, and so could a point: "1.000 g" is not read, "0.125 kg" is. */
export function parseSize(text: string): Quantity | undefined {
  if (THOUSANDS.test(text.trim())) return undefined;
  const [, whole, unitText = ''] = /^(\d+(?:\.\d+|,\d{1,2})?)\s?([a-z]+)\.?$/i.exec(text.trim()) ?? [];
  const unit = toUnit(unitText);
  return whole === undefined || !unit ? undefined : toQuantity(Number(whole.replace(',', '.')), unit);
}

/** Of `referenceQuantity`: what is in the size, and per how much law has its price stated. */
export function referenceMeasure(specification: PageNode, graph: PageGraph): Measure | undefined {
  const [reference] = thingsOf(specification, 'referenceQuantity', graph);
  const quantity = reference && quantityOf(reference);
  if (!reference || !quantity) return undefined;
  const [base] = thingsOf(reference, 'valueReference', graph);
  const stated = base && quantityOf(base);
  const per = stated && PER[`${stated.amount} ${stated.unit}`];
  return { ...quantity, ...(per && isComparable(quantity.unit, per) ? { per } : {}) };
}

/** Of `weight`, as a quantity or as text. */
export function weightMeasure(node: PageNode, graph: PageGraph): Measure | undefined {
  const [weight] = thingsOf(node, 'weight', graph);
  return weight ? quantityOf(weight) : parseSize(textOf(node.fields['weight']));
}

function quantityOf({ fields }: PageNode): Quantity | undefined {
  const code = textOf(fields['unitCode']);
  const unit = CODES[code.toUpperCase()] ?? toUnit(code || textOf(fields['unitText']));
  const value = textOf(fields['value']);
  return unit && /^\d+(\.\d+)?$/.test(value) ? toQuantity(Number(value), unit) : undefined;
}

function toUnit(text: string): Unit | undefined {
  return UNIT_NAMES.find((name) => name === text.toLowerCase());
}

function toQuantity(amount: number, unit: Unit): Quantity | undefined {
  return amount >= 0.001 && amount <= 1e6 ? { amount, unit } : undefined;
}
