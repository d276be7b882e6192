import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { tryToWrite, writeFiles } from '../../src/cli/write-files.js';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'punnet-written-'));
});
afterEach(() => rm(dir, { recursive: true }));

const at = (name: string) => join(dir, name);

describe('what a command writes', () => {
  it('is there with its contents, and nothing beside it', async () => {
    await writeFile(at('old.txt'), 'before');
    await chmod(at('old.txt'), 0o640);
    await writeFiles(
      [
        { file: at('old.txt'), content: 'after' },
        { file: at('new.bin'), content: Uint8Array.of(1, 2) },
      ],
      '--out',
    );
    assert.equal(await readFile(at('old.txt'), 'utf8'), 'after');
    assert.equal((await stat(at('old.txt'))).mode & 0o777, 0o640);
    assert.deepEqual([...(await readFile(at('new.bin')))], [1, 2]);
    assert.deepEqual(await readdir(dir), ['new.bin', 'old.txt']);
  });

  for (const { what, file, says } of [
    {
      what: 'a folder that is not there',
      file: 'none/b.txt',
      says: /none.b\.txt can't be written: there is no such/,
    },
    { what: 'a directory in its place', file: 'folder', says: /folder can't be written: it is a directory/ },
  ])
    it(`is as it was before, all of it, where one of the files has ${what}`, async () => {
      await mkdir(at('folder'));
      await writeFile(at('a.txt'), 'before');
      const files = [
        { file: at('a.txt'), content: 'after' },
        { file: at(file), content: 'b' },
      ];
      await assert.rejects(writeFiles(files, '--out'), { name: 'CommandFailure', message: says });
      assert.equal(await readFile(at('a.txt'), 'utf8'), 'before');
      assert.deepEqual(await readdir(dir), ['a.txt', 'folder']);
    });

  it('goes where a link leads, and the link stays', async () => {
    await writeFile(at('real.txt'), 'before');
    await symlink(at('real.txt'), at('link.txt'));
    await writeFiles([{ file: at('link.txt'), content: 'after' }], '--out');
    assert.equal(await readFile(at('real.txt'), 'utf8'), 'after');
    assert.deepEqual(await readdir(dir), ['link.txt', 'real.txt']);
  });

  it('is written though an earlier command left a draft of it half done', async () => {
    const left = `a.txt.${process.pid}.new`;
    await writeFile(at(left), 'half');
    await tryToWrite({ option: '--out', what: 'model', isOne: () => true, file: at('a.txt') });
    await writeFiles([{ file: at('a.txt'), content: 'after' }], '--out');
    assert.equal(await readFile(at('a.txt'), 'utf8'), 'after');
    assert.deepEqual(await readdir(dir), ['a.txt', left]);
    assert.equal(await readFile(at(left), 'utf8'), 'half');
  });

  it('is tried first without leaving anything', async () => {
    const target = { option: '--out', what: 'model', isOne: () => true };
    await tryToWrite({ ...target, file: at('a.txt') });
    assert.deepEqual(await readdir(dir), []);
    await assert.rejects(tryToWrite({ ...target, file: at('none/a.txt') }), /there is no such file/);
  });
});
