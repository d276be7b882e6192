/** What several visitors meet side by side comes into one report. */
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { describe, it } from 'node:test';

import type { Browser } from 'puppeteer-core';

import { ask } from '../../../src/cli/audit/page-code.js';
import { Survey, Unreachable } from '../../../src/cli/audit/survey.js';
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
    photograph: async (file: string) => pictures.push(basename(file)) > 0,
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

/** A browser whose page can be opened as often as is said, and breaks when it is asked something. */
function breakingBrowser(opens: number): Browser {
  const nothing = async () => undefined;
  const page = {
    ...{ on: () => page, off: () => page, setViewport: nothing, exposeFunction: nothing },
    ...{ evaluateOnNewDocument: nothing, url: () => options.url, screenshot: nothing },
    goto: async () => {
      opens -= 1;
      if (opens < 0) throw new Error('net::ERR_CONNECTION_RESET at https://shop.example/');
    },
    evaluate: async (asked: unknown) => {
      if (String(asked).startsWith('document.readyState')) return true;
      throw new Error('Protocol error: Target crashed');
    },
  };
  const context = { newPage: async () => page, close: nothing };
  return { connected: true, createBrowserContext: async () => context } as unknown as Browser;
}

/** A browser whose page goes well and has nothing on it. */
function emptyBrowser(): Browser {
  const nothing = async () => undefined;
  const page = {
    ...{ on: () => page, off: () => page, setViewport: nothing, exposeFunction: nothing },
    ...{ evaluateOnNewDocument: nothing, url: () => options.url, screenshot: nothing, goto: nothing },
    createCDPSession: async () => ({ send: nothing }),
    evaluateHandle: async () => ({ asElement: () => null }),
    evaluate: async (asked: unknown) => (asked === ask.worker ? 'none' : typeof asked === 'string' || null),
  };
  const context = { newPage: async () => page, close: nothing };
  return { connected: true, createBrowserContext: async () => context } as unknown as Browser;
}

describe('a visit that breaks off', () => {
  for (const lack of ['on', 'cut', 'silent'] as const) {
    it(`with its network ${lack} is a finding at the step that it had come to`, async () => {
      const survey = new Survey(emptyBrowser(), options);
      const went = await survey.visit('order', async (visitor) => {
        visitor.at = 'add';
        await visitor.turn(lack);
        throw new Error('Protocol error: Target crashed');
      });
      assert.equal(went, lack === 'on' ? 'not-reached' : 'failed');
      assert.deepEqual(
        survey.faults.map(({ code, step, network }) => `${step} ${network} ${code}`),
        [`add ${lack} unsteady`],
      );
    });
  }

  it('is one finding with a picture, and throws nothing of the report away', async () => {
    const survey = new Survey(breakingBrowser(1), options);
    assert.equal(await survey.visit('add', async () => 'done'), 'not-reached');
    const [fault, ...more] = survey.faults;
    assert.deepEqual(more, []);
    assert.deepEqual([fault?.code, fault?.step, fault?.network], ['unsteady', 'add', 'on']);
    assert.match(fault?.happened ?? '', /could not go on with the page: .*Target crashed/);
    assert.equal(fault?.screenshot, '1-add-on-unsteady.png');
  });

  it('may be one whose page did not open again; only the first of all ends the audit', async () => {
    const survey = new Survey(breakingBrowser(0), options);
    assert.equal(await survey.visit('order', async () => 'done'), 'not-reached');
    assert.match(survey.faults[0]?.happened ?? '', /did not come \(net::ERR_CONNECTION_RESET\)/);
    await assert.rejects(
      survey.visitFirst('open', async () => undefined),
      Unreachable,
    );
  });
});
