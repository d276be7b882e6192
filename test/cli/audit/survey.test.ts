/** What several visitors meet side by side comes into one report. */
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { describe, it } from 'node:test';

import type { Browser } from 'puppeteer-core';

import { Survey } from '../../../src/cli/audit/survey.js';
import type { Visitor } from '../../../src/cli/audit/visitor.js';

const options = {
  url: 'https://shop.example/',
  orderForReal: false,
  folder: '/report',
  timeoutMs: 1_000,
  selectors: {},
};
const met = { happened: '', sees: '' };

function begin() {
  const pictures: string[] = [];
  const survey = new Survey({} as Browser, options);
  const visitor = {
    url: options.url,
    photograph: async (file: string) => void pictures.push(basename(file)),
  } as unknown as Visitor;
  return { survey, visitor, pictures };
}

describe('a survey of several visitors at once', () => {
  it('has a picture of its own for each fault, also of one step', async () => {
    const { survey, visitor, pictures } = begin();
    const lost = { ...met, code: 'basket-lost', step: 'reload', network: 'cut' } as const;
    await Promise.all([survey.meet(visitor, lost), survey.meet(visitor, lost)]);
    assert.equal(new Set(pictures).size, 2);
    assert.deepEqual(
      survey.faults.map(({ screenshot }) => screenshot),
      pictures,
    );
  });

  it('says once that a step is unsteady, however many come by it', async () => {
    const { survey, visitor, pictures } = begin();
    const unsteady = { ...met, code: 'unsteady', network: 'on' } as const;
    const steps = ['add', 'add', 'basket', 'add'] as const;
    await Promise.all(steps.map((step) => survey.meet(visitor, { ...unsteady, step })));
    assert.deepEqual(
      survey.faults.map(({ step }) => step),
      ['add', 'basket'],
    );
    assert.equal(pictures.length, 2);
  });
});
