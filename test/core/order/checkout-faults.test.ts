import { expect } from '@open-wc/testing';

import {
  CONTACT_LENGTHS,
  EMPTY_FORM,
  findFaults,
  toContact,
  type CheckoutForm,
  type ContactRules,
} from '../../../src/core/order/checkout-faults.js';

const chosen: CheckoutForm = { ...EMPTY_FORM, depot: 'station', slot: 'station/2026-11-24T07:30+00:00' };
const all: ContactRules = { name: 'required', email: 'required', phone: 'required' };

describe('what a checkout misses', () => {
  const cases: { name: string; form: CheckoutForm; rules: ContactRules; faults: string[] }[] = [
    { name: 'nothing, where the shop asks for nothing', form: chosen, rules: {}, faults: [] },
    {
      name: 'place and time before anything else',
      form: EMPTY_FORM,
      rules: all,
      faults: ['depot missing', 'slot missing', 'name missing', 'email missing', 'phone missing'],
    },
    {
      name: 'a name of spaces',
      form: { ...chosen, name: '  ' },
      rules: { name: 'required' },
      faults: ['name missing'],
    },
    { name: 'no optional field', form: chosen, rules: { name: 'optional', phone: 'optional' }, faults: [] },
    {
      name: 'nothing of a field that the shop leaves out',
      form: { ...chosen, email: 'not an address' },
      rules: { email: 'off' },
      faults: [],
    },
    {
      name: 'an address without an @, though optional',
      form: { ...chosen, email: 'ada.example' },
      rules: { email: 'optional' },
      faults: ['email malformed'],
    },
    {
      name: 'digits in a phone number',
      form: { ...chosen, phone: '12 ab' },
      rules: { phone: 'required' },
      faults: ['phone malformed'],
    },
    {
      name: 'nothing of an unusual name, address or number',
      form: { ...chosen, name: 'O', email: 'ü@xn--e1a', phone: '٠١٢٣٤٥' },
      rules: all,
      faults: [],
    },
    {
      name: 'room for a name, an address and a number that the shop could not read',
      form: { ...chosen, name: 'x'.repeat(201), email: `${'x'.repeat(250)}@y.zz`, phone: '0'.repeat(41) },
      rules: all,
      faults: ['name too-long', 'email too-long', 'phone too-long'],
    },
    {
      name: 'nothing of fields as long as they may be, whatever spaces are around them',
      form: {
        ...chosen,
        name: ` ${'x'.repeat(CONTACT_LENGTHS.name)} `,
        email: `${'x'.repeat(CONTACT_LENGTHS.email - 5)}@y.zz`,
        phone: '0'.repeat(CONTACT_LENGTHS.phone),
      },
      rules: all,
      faults: [],
    },
  ];
  for (const { name, form, rules, faults } of cases) {
    it(name, () => {
      expect(findFaults(form, rules).map(({ field, code }) => `${field} ${code}`)).to.deep.equal(faults);
    });
  }
});

describe('the contact that is sent', () => {
  it('holds what the shop asks for, trimmed, and nothing else', () => {
    const form = { ...chosen, name: ' Ada ', email: 'ada@example.org', phone: '' };
    expect(toContact(form, { name: 'required', email: 'off', phone: 'optional' })).to.deep.equal({
      name: 'Ada',
    });
  });
});
