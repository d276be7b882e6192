/** What `npm run kill:browser`, `kill:endpoint`, `faults` and `fuzz` print and end with. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { readOptions, readSeed, readWhole, tryWork } from '../support/command-line.js';

/** What such a command ends with, and what it says of these options. */
async function askedWith(...options: string[]) {
  const { argv } = process;
  const { write } = process.stderr;
  let said = '';
  process.argv = [...argv.slice(0, 2), ...options];
  process.stderr.write = (text: string | Uint8Array) => Boolean((said += String(text)));
  try {
    const ended = await tryWork(async () => {
      const { n = '1', seed } = readOptions('n', 'seed', 'browser');
      return { result: { n: readWhole('n', n, 1), seed: readSeed(seed) }, held: true };
    });
    return { ...ended, said };
  } finally {
    process.argv = argv;
    process.stderr.write = write;
  }
}

describe('a command that looks for harm', () => {
  it('ends with 0 where nothing was lost, doubled or crashed, and with 1 otherwise', async () => {
    for (const [held, code] of [
      [true, 0],
      [false, 1],
    ] as const)
      assert.deepEqual(await tryWork(async () => ({ result: { lost: 0 }, held })), {
        result: { lost: 0 },
        code,
      });
  });

  it('says in its line of JSON that it crashed, and how, where it breaks off', async () => {
    const broken = await tryWork(async () => Promise.reject(new Error('Waiting failed: 300000ms exceeded')));
    assert.deepEqual(broken, {
      result: { crashed: 1, message: 'Waiting failed: 300000ms exceeded' },
      code: 1,
    });
  });

  it('prints no JSON and ends with 2 where it is asked for what there is not', async () => {
    const asked = await tryWork(async () => ({ result: { n: readWhole('n', 'many', 1) }, held: true }));
    assert.deepEqual(asked, { code: 2 });
  });

  for (const { options, says } of [
    { options: ['--n', '-3'], says: '--n -3: give a whole number from 1.' },
    { options: ['--seed', '-1'], says: '--seed -1: give a whole number from 0.' },
    {
      options: ['--seed', '99999999999999999999'],
      says: '--seed 99999999999999999999: give a whole number from 0 to 9007199254740991.',
    },
    { options: ['--n', '2.5'], says: '--n 2.5: give a whole number from 1.' },
    {
      options: ['--n', '--seed'],
      says: "Option '--n' argument is ambiguous. There are: --n, --seed, --browser.",
    },
    { options: ['--many', '3'], says: "Unknown option '--many'. There are: --n, --seed, --browser." },
  ])
    it(`says in one sentence what is wrong with ${options.join(' ')}`, async () => {
      assert.deepEqual(await askedWith(...options), { code: 2, said: `${says}\n` });
    });

  it('says how it is used where it is asked for help, and ends with 0', async () => {
    const { usage = '', code, said } = await askedWith('--help');
    assert.match(
      usage,
      /^Usage: npm run .+ -- \[--n NUMBER\] \[--seed NUMBER\] \[--browser chromium\|firefox\]$/,
    );
    assert.deepEqual({ code, said }, { code: 0, said: '' });
  });
});
