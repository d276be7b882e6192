import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';

import { rank } from '../../src/cli/rank.js';

let dir: string;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'punnet-rank-'));
});
after(() => rm(dir, { recursive: true }));

async function rankCases(text: string | Buffer): Promise<unknown[]> {
  const [cases, out] = [join(dir, 'cases.ndjson'), join(dir, 'ranked.ndjson')];
  await writeFile(cases, text);
  await rank.run(['--cases', cases, '--out', out]);
  const lines = (await readFile(out, 'utf8')).trim().split('\n');
  return lines.map((line): unknown => JSON.parse(line));
}

const ANNA = {
  u: 'anna',
  t: 20,
  h: [
    [1, ['oats', 'rye']],
    [8, ['oats']],
    [15, ['honey']],
  ],
};
const BEN = { u: 7, t: null, h: [[null, ['rye', 'plums']]] };

const toLines = (...cases: readonly unknown[]) => cases.map((each) => `${JSON.stringify(each)}\n`).join('');

describe('punnet rank', () => {
  it('ranks what each shopper bought, and fills up with what the shop sells most', async () => {
    const ranked = await rankCases(toLines(ANNA, BEN));
    assert.deepEqual(ranked, [
      { u: 'anna', p: ['oats', 'honey', 'rye', 'plums'] },
      { u: 7, p: ['rye', 'plums', 'oats', 'honey'] },
    ]);
  });

  it('reads a file that is gzipped', async () => {
    const [first] = await rankCases(gzipSync(toLines(BEN)));
    assert.deepEqual(first, { u: 7, p: ['rye', 'plums'] });
  });

  it('gives items back as it was given them: numbers stay numbers', async () => {
    const [first] = await rankCases(toLines({ u: 'a', t: null, h: [[null, [11, 'x', 7]]] }));
    assert.deepEqual(first, { u: 'a', p: [11, 'x', 7] });
  });

  it('counts what the shop sells in each shopper’s shortest history', async () => {
    const longer = { ...ANNA, u: 'anna#2', h: [...ANNA.h, [18, ['tea', 'plums', 'honey']]] };
    const [newcomer] = await rankCases(
      toLines({ u: 'new', t: null, h: [] }, longer, { ...ANNA, u: 'anna#1' }),
    );
    assert.deepEqual(newcomer, { u: 'new', p: ['oats', 'honey', 'rye'] });
  });

  const mistakes = [
    { text: 'oats,rye\n', says: /line 1: this is no JSON/ },
    { text: toLines(ANNA, { u: 'b', t: 'soon', h: [] }), says: /line 2: "t" must be a day/ },
    { text: toLines({ t: 1, h: [] }), says: /line 1: "u" must name the case/ },
    { text: toLines({ u: 1, h: 'oats' }), says: /line 1: "h" must be a list of orders/ },
    { text: toLines({ u: 1, h: [['oats']] }), says: /line 1: order 1 of "h": it must be/ },
    { text: toLines({ u: 1, h: [[1, ['oats', {}]]] }), says: /line 1: order 1 of "h": its items/ },
    {
      text: toLines(...Array.from({ length: 8 }, () => 5)),
      says: /line 5: this is no object; and 3 lines more/,
    },
    { text: '\n', says: /there is no case in it. A line is \{"u"/ },
  ];
  for (const { text, says } of mistakes)
    it(`refuses ${JSON.stringify(text.slice(0, 40))}`, async () => {
      await assert.rejects(rankCases(text), { name: 'CommandFailure', message: says });
    });

  it('says which file is not there', async () => {
    const asked = ['--cases', join(dir, 'none.ndjson'), '--out', join(dir, 'out')];
    await assert.rejects(rank.run(asked), /none\.ndjson can't be read: there is no such file/);
  });
});
