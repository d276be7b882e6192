/** What a page complains of by itself, and what it says in the browser's own dialogs. */
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { describe, it } from 'node:test';

import type { Browser, HTTPResponse, Page } from 'puppeteer-core';

import { Complaints } from '../../../src/cli/audit/complaints.js';
import type { NetworkState } from '../../../src/cli/audit/network.js';
import { Visitor } from '../../../src/cli/audit/visitor.js';

const nothing = async () => undefined;

/** A page that does nothing by itself; what it does is emitted. */
function openPage() {
  return Object.assign(new EventEmitter(), {
    ...{ url: () => 'https://shop.example/', exposeFunction: nothing, evaluateOnNewDocument: nothing },
    ...{ setViewport: nothing, evaluate: async () => ({ url: '', title: '', lines: ['Oats'] }) },
  });
}

const answerOf = (type: string, status: number) =>
  ({
    url: () => 'https://shop.example/stock',
    status: () => status,
    request: () => ({ resourceType: () => type, method: () => 'GET' }),
  }) as unknown as HTTPResponse;

describe('an answer', () => {
  const rows: readonly (readonly [string, number, NetworkState, readonly string[]])[] = [
    ['fetch', 503, 'on', ['answer-failed']],
    ['xhr', 500, 'on', ['answer-failed']],
    ['document', 404, 'on', ['answer-failed']],
    ['script', 404, 'on', ['file-missing']],
    ['fetch', 404, 'on', []],
    ['image', 500, 'on', []],
    ['document', 200, 'on', []],
    ['fetch', 503, 'cut', []],
  ];
  for (const [type, status, network, codes] of rows) {
    it(`of ${status} to a ${type} with the network ${network} is ${codes[0] ?? 'no complaint'}`, async () => {
      const page = openPage();
      const complaints = new Complaints(page as unknown as Page, new Set());
      await complaints.listen();
      complaints.network = network;
      page.emit('response', answerOf(type, status));
      assert.deepEqual(
        complaints.all.map(({ code }) => code),
        codes,
      );
    });
  }
});

describe('a dialog of the browser’s', () => {
  async function arrive() {
    const page = openPage();
    const context = { newPage: async () => page, close: nothing };
    const browser = { createBrowserContext: async () => context } as unknown as Browser;
    const visitor = await Visitor.arrive(browser, { timeoutMs: 1_000, selectors: {}, unended: new Set() });
    const accepted: string[] = [];
    const ask = (type: string, message: string) =>
      page.emit('dialog', {
        ...{ type: () => type, message: () => message },
        accept: async () => void accepted.push(message),
      });
    return { visitor, ask, accepted };
  }

  it('is said yes to, and is among what the page says until something else is pressed', async () => {
    const { visitor, ask, accepted } = await arrive();
    ask('confirm', 'Order for Audit?');
    assert.deepEqual(accepted, ['Order for Audit?']);
    assert.deepEqual((await visitor.look()).lines, ['Oats', 'Order for Audit?']);
    assert.deepEqual((await visitor.lookAfresh()).lines, ['Oats']);
    await visitor.leave();
  });

  it('about leaving a page is said yes to, and is no word of the page’s', async () => {
    const { visitor, ask, accepted } = await arrive();
    ask('beforeunload', '');
    assert.equal(accepted.length, 1);
    assert.deepEqual((await visitor.look()).lines, ['Oats']);
    await visitor.leave();
  });
});
