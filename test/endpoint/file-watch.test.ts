import assert from 'node:assert/strict';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { FileMarks, watchFiles } from '../../src/endpoint/file-watch.js';

const NEVER_MS = 3_600_000;

describe('files that are looked at again and again', () => {
  it('are looked at once more for whoever asks in the middle of a look, and that once for all who do', async () => {
    const told: string[] = [];
    let end: () => void = () => undefined;
    let isHeld = false;
    const watch = await watchFiles(async () => {
      told.push('begun');
      if (isHeld) await new Promise<void>((resolve) => (end = resolve));
      told.push('ended');
    }, NEVER_MS);
    assert.deepEqual(told.splice(0), ['begun', 'ended']);
    isHeld = true;
    const first = watch.check();
    await new Promise(setImmediate);
    const others = [watch.check(), watch.check()];
    await new Promise(setImmediate);
    assert.deepEqual(told, ['begun']);
    isHeld = false;
    end();
    await Promise.all([first, ...others]);
    assert.deepEqual(told, ['begun', 'ended', 'begun', 'ended']);
    watch.stop();
  });

  it('are looked at by themselves until that is stopped', async ({ mock }) => {
    mock.timers.enable({ apis: ['setInterval'] });
    let looks = 0;
    const watch = await watchFiles(async () => void (looks += 1), 1_000);
    const pass = async (ms: number) => {
      mock.timers.tick(ms);
      await new Promise(setImmediate);
    };
    assert.equal(looks, 1);
    await pass(1_000);
    assert.equal(looks, 2);
    await pass(1_000);
    assert.equal(looks, 3);
    watch.stop();
    await pass(10_000);
    assert.equal(looks, 3);
  });
});

describe('the marks of files', () => {
  it('tell once that one of them came, changed, was replaced or went', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'punnet-marks-'));
    const [one, other] = [join(dir, 'one'), join(dir, 'other')];
    const marks = new FileMarks(one, other);
    const isTold = async () => [await marks.haveChanged(), await marks.haveChanged()];
    assert.deepEqual(await isTold(), [true, false], 'at first');
    await writeFile(one, 'a');
    assert.deepEqual(await isTold(), [true, false], 'came');
    await writeFile(other, 'bc');
    assert.deepEqual(await isTold(), [true, false], 'the other came');
    await writeFile(one, 'ab');
    assert.deepEqual(await isTold(), [true, false], 'changed');
    await rename(other, one);
    assert.deepEqual(await isTold(), [true, false], 'was replaced, the other went');
    await rm(dir, { recursive: true });
    assert.deepEqual(await isTold(), [true, false], 'went');
  });
});
