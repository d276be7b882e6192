import { expect } from '@open-wc/testing';

import type { Measure } from '../../src/core/catalog/catalog-schema.js';
import { isComparable, unitPrice } from '../../src/core/unit-price.js';

describe('unitPrice', () => {
  const rows: { price: number; measure: Measure; minor: number; per: string }[] = [
    { price: 240, measure: { amount: 500, unit: 'g' }, minor: 480, per: 'kg' },
    { price: 420, measure: { amount: 1, unit: 'kg' }, minor: 420, per: 'kg' },
    { price: 199, measure: { amount: 330, unit: 'g' }, minor: 603, per: 'kg' },
    { price: 1, measure: { amount: 16, unit: 'kg' }, minor: 0, per: 'kg' },
    { price: 1, measure: { amount: 2, unit: 'kg' }, minor: 1, per: 'kg' },
    { price: 90, measure: { amount: 750, unit: 'ml' }, minor: 120, per: 'l' },
    { price: 90, measure: { amount: 33, unit: 'cl' }, minor: 273, per: 'l' },
    { price: 210, measure: { amount: 6, unit: 'piece' }, minor: 35, per: 'piece' },
    { price: 250, measure: { amount: 80, unit: 'g', per: '100g' }, minor: 313, per: '100g' },
    { price: 90, measure: { amount: 1, unit: 'l', per: '100ml' }, minor: 9, per: '100ml' },
    { price: 499, measure: { amount: 8, unit: 'oz', per: 'lb' }, minor: 998, per: 'lb' },
    { price: 499, measure: { amount: 1, unit: 'lb', per: 'oz' }, minor: 31, per: 'oz' },
    { price: 0, measure: { amount: 1, unit: 'kg' }, minor: 0, per: 'kg' },
  ];
  for (const { price, measure, minor, per } of rows) {
    const { amount, unit } = measure;
    it(`states ${price} for ${amount} ${unit} as ${minor} per ${per}`, () => {
      expect(unitPrice({ price, measure })).to.deep.equal({ minor, per });
    });
  }

  it('states none where the catalog says no measure', () => {
    expect(unitPrice({ price: 240 })).to.equal(undefined);
  });

  it('compares weights with weights only', () => {
    expect(isComparable('g', 'lb')).to.equal(true);
    expect(isComparable('g', 'l')).to.equal(false);
    expect(isComparable('piece', 'kg')).to.equal(false);
  });
});
