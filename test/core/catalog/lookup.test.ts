import { expect } from '@open-wc/testing';

import {
  allergensOf,
  checkModifiers,
  findDepot,
  findProduct,
  findVariant,
  lineDeposit,
  linePrice,
} from '../../../src/core/catalog/lookup.js';
import { readCatalog } from '../../support/catalog-input.js';

const catalog = readCatalog();

function oats() {
  const found = findVariant(catalog, 'oats-500');
  if (!found) throw new Error('the sample catalog has oats');
  return found;
}

function optionsOf(modifiers: Record<string, string>) {
  const checked = checkModifiers(oats().product, modifiers);
  if (!checked.ok) throw new Error(checked.code);
  return checked.options;
}

describe('looking things up in a catalog', () => {
  it('finds a variant together with its product', () => {
    expect([oats().product.id, oats().variant.price]).to.deep.equal(['oats', 240]);
  });

  it('finds products and depots by id', () => {
    expect(findProduct(catalog, 'honey')?.title).to.equal('Heather honey');
    expect(findDepot(catalog, 'station')?.title).to.equal('Station kiosk');
  });

  for (const id of ['', 'oats', '__proto__', 'constructor', 'toString']) {
    it(`finds no variant called "${id}"`, () => {
      expect(findVariant(catalog, id)).to.equal(undefined);
    });
  }

  it('answers for the catalog it is asked about, also after another was read', () => {
    const dearer = readCatalog({
      products: [{ id: 'oats', title: 'Oats', variants: [{ id: 'oats-500', price: 260 }] }],
    });
    expect(findVariant(dearer, 'oats-500')?.variant.price).to.equal(260);
    expect(findVariant(catalog, 'oats-500')?.variant.price).to.equal(240);
  });
});

describe('choosing options', () => {
  it('gives the chosen options in the product\u2019s order', () => {
    const chosen = optionsOf({ topping: 'almonds', container: 'glass' });
    expect(chosen.map(({ id }) => id)).to.deep.equal(['glass', 'almonds']);
  });

  it('leaves out what is optional', () => {
    expect(optionsOf({ container: 'own-jar' }).map(({ id }) => id)).to.deep.equal(['own-jar']);
  });

  const refused: { why: string; modifiers: Record<string, string>; code: string; modifier: string }[] = [
    { why: 'nothing chosen', modifiers: {}, code: 'modifier-required', modifier: 'container' },
    {
      why: 'an option that is none',
      modifiers: { container: 'bag' },
      code: 'unknown-option',
      modifier: 'container',
    },
    {
      why: 'a modifier that is none',
      modifiers: { container: 'glass', lid: 'blue' },
      code: 'unknown-modifier',
      modifier: 'lid',
    },
    {
      why: 'a key that could reach a prototype',
      modifiers: JSON.parse('{"container": "glass", "__proto__": "x"}') as Record<string, string>,
      code: 'unknown-modifier',
      modifier: '__proto__',
    },
    {
      why: 'a choice that is only inherited',
      modifiers: Object.create({ container: 'glass' }) as Record<string, string>,
      code: 'modifier-required',
      modifier: 'container',
    },
  ];
  for (const { why, modifiers, code, modifier } of refused) {
    it(`refuses ${why}, and names the modifier`, () => {
      expect(checkModifiers(oats().product, modifiers)).to.deep.equal({ ok: false, code, modifier });
    });
  }

  it('adds options to the price and takes discounts off it, deposits apart', () => {
    const { variant } = oats();
    expect(linePrice(variant, optionsOf({ container: 'own-jar' }))).to.equal(220);
    expect(linePrice(variant, optionsOf({ container: 'glass', topping: 'almonds' }))).to.equal(315);
    expect(lineDeposit(variant, optionsOf({ container: 'glass' }))).to.equal(100);
  });

  it('names the allergens of product and options, each once', () => {
    const { product } = oats();
    expect(allergensOf(product, optionsOf({ container: 'glass', topping: 'almonds' }))).to.deep.equal([
      'gluten',
      'nuts',
    ]);
    expect(allergensOf(product, [])).to.deep.equal(['gluten']);
  });
});
