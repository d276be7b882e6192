import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { audit } from '../../../src/cli/audit.js';
import { readSettings } from '../../../src/cli/audit/settings.js';
import { answerToMistake } from '../../support/command-mistake.js';

describe('punnet audit', () => {
  let out: string;
  before(async () => {
    out = await mkdtemp(join(tmpdir(), 'punnet-audit-'));
  });
  after(() => rm(out, { recursive: true, force: true }));

  it('says what it takes', () => {
    const options = ['--out', '--json', '--add', '--basket', '--checkout', '--order', '--order-for-real'];
    for (const option of [...options, '--timeout', '--browser', '--no-sandbox'])
      assert.ok(audit.help.includes(option), option);
  });

  it('looks for the browser itself, waits 15 seconds, and places no real order, unless told otherwise', () => {
    assert.deepEqual(readSettings(['https://shop.example']), {
      url: 'https://shop.example/',
      out: 'punnet-audit',
      timeoutMs: 15_000,
      selectors: {},
      orderForReal: false,
      noSandbox: false,
      json: false,
    });
    const told = ['--add', '.buy', '--order', '#go', '--timeout', '2.5', '--order-for-real', '--json'];
    const { selectors, timeoutMs, orderForReal, json } = readSettings(['http://localhost/', ...told]);
    assert.deepEqual(
      { selectors, timeoutMs, orderForReal, json },
      { selectors: { add: '.buy', order: '#go' }, timeoutMs: 2_500, orderForReal: true, json: true },
    );
  });

  const mistakes: readonly { args: () => readonly string[]; says: RegExp }[] = [
    { args: () => [], says: /the address is missing: give it/ },
    { args: () => ['shop'], says: /shop is no address of a page: write it as https/ },
    { args: () => ['file:///etc/hosts'], says: /is no address of a page/ },
    { args: () => ['http://localhost/', 'http://localhost/'], says: /one argument too many/ },
    { args: () => ['http://localhost/', '--fast'], says: /Unknown option '--fast'/ },
    {
      args: () => ['http://localhost/', '--timeout', '0'],
      says: /--timeout 0 is no time: give seconds from 1/,
    },
    { args: () => ['http://localhost/', '--add', ''], says: /--add is empty: give it a CSS selector/ },
    {
      args: () => ['http://localhost/', '--out', out, '--browser', join(out, 'none')],
      says: /--browser .*none is no program that this user may run/,
    },
    {
      args: () => ['http://localhost/', '--out', 'package.json/x'],
      says: /the folder .* can't be made: a part/,
    },
  ];
  for (const { args, says } of mistakes) {
    it(`answers a mistake in one line, and is not mistaken for one that found something: ${says.source}`, async () => {
      assert.match(await answerToMistake(audit, args()), says);
    });
  }
});
