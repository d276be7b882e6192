import { expect } from '@open-wc/testing';

import { toBase64Url } from '../../src/core/protocol/base64url.js';
import { openPrivateFileJournal } from '../../src/storage/private-file-journal.js';
import { absentJournalContract, journalContract } from '../support/journal-contract.js';
import { patch } from '../support/patch.js';
import { newShop } from '../support/store-records.js';
import { startStorageWorker } from '../support/worker-storage.js';

/** The browser's own word on it; a private window would refuse, a test's window does not. */
const hasPrivateFiles = typeof navigator.storage?.getDirectory === 'function';
const contract = hasPrivateFiles ? journalContract : absentJournalContract;

describe('the journal of intents, on a page', () => {
  contract(openPrivateFileJournal);
});

describe('the journal of intents, in a worker', () => {
  let worker: ReturnType<typeof startStorageWorker>;
  before(() => void (worker = startStorageWorker()));
  after(() => worker.end());
  contract((shopId) => worker.openJournal(shopId));
});

if (hasPrivateFiles) {
  describe('the journal of intents, in a worker that can not rename files', () => {
    let worker: ReturnType<typeof startStorageWorker>;
    before(async () => {
      worker = startStorageWorker();
      await worker.forgetMove();
    });
    after(() => worker.end());
    journalContract((shopId) => worker.openJournal(shopId));
  });

  describe('the journal of intents, after its worker has died', () => {
    it('has what was written last', async () => {
      const shop = newShop();
      const ids = await writeAndDie(shop, ['one', 'two', 'three']);
      const journal = await openPrivateFileJournal(shop);
      expect([...(await journal.list())].sort()).to.deep.equal([...ids].sort());
      for (const id of ids) expect(await journal.read(id)).to.equal(`text of ${id}`);
    });

    it('removes what was written last', async () => {
      const shop = newShop();
      const ids = await writeAndDie(shop, ['one', 'two']);
      const journal = await openPrivateFileJournal(shop);
      for (const id of ids) await journal.remove(id);
      expect(await journal.list()).to.deep.equal([]);
      expect(await journal.read('two')).to.equal(undefined);
    });

    it('leaves out a spare that a crash tore, and finds the others', async () => {
      const shop = newShop();
      const journal = await openPrivateFileJournal(shop);
      for (const id of ['one', 'two']) await journal.write(id, `text of ${id}`);
      const [named, spares] = await foldersOf(shop);
      await copy(named, 'one', spares, (text) => text.slice(0, -3));
      await copy(named, 'two', spares, (text) => text);
      expect(await journal.list()).to.deep.equal(['two']);
      expect(await journal.read('one')).to.equal(undefined);
      expect(await journal.read('two')).to.equal('text of two');
    });

    it('clears away the empty files that it held open', async () => {
      const shop = newShop();
      await writeAndDie(shop, ['one']);
      const [, spares] = await foldersOf(shop);
      const journal = await openPrivateFileJournal(shop);
      // A dead worker's files are let go of in the browser's own time.
      for (let left = 1; left > 0;) {
        await journal.list();
        left = 0;
        for await (const _ of spares.keys()) left += 1;
      }
      expect(await journal.read('one')).to.equal('text of one');
    });
  });
}

/** In the same turn in which the last write resolved. */
async function writeAndDie(shop: string, ids: readonly string[]) {
  const worker = startStorageWorker();
  const journal = await worker.openJournal(shop);
  for (const id of ids) await journal.write(id, `text of ${id}`);
  worker.end();
  return ids;
}

async function foldersOf(shop: string) {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('punnet');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(shop));
  const name = toBase64Url(new Uint8Array(digest));
  return [await root.getDirectoryHandle(name), await root.getDirectoryHandle(`${name}-spare`)] as const;
}

/** Takes a named file back to the spares, as a crash before its naming would have left it. */
async function copy(
  from: FileSystemDirectoryHandle,
  id: string,
  to: FileSystemDirectoryHandle,
  change: (text: string) => string,
): Promise<void> {
  const text = await (await (await from.getFileHandle(id)).getFile()).text();
  const stream = await (await to.getFileHandle(`spare-${id}`, { create: true })).createWritable();
  await stream.write(change(text));
  await stream.close();
  await from.removeEntry(id);
}

describe('the journal of intents where the private file system is refused', () => {
  let putBack: () => void;
  beforeEach(() => {
    const refuse = () => Promise.reject(new DOMException('private window', 'SecurityError'));
    putBack = patch(navigator, 'storage', { value: { getDirectory: refuse } });
  });
  afterEach(() => putBack());
  absentJournalContract(openPrivateFileJournal);
});

describe('the journal of intents where a file is never opened', () => {
  let undo: (() => void)[] = [];
  afterEach(() => undo.splice(0).forEach((restore) => restore()));

  it('refuses within seconds, since an order waits for its second copy', async () => {
    const journal = await openPrivateFileJournal(newShop());
    const never = () => new Promise<never>(() => undefined);
    undo = hasPrivateFiles
      ? [patch(FileSystemDirectoryHandle.prototype, 'getFileHandle', { value: never })]
      : [];
    const { setTimeout: wait } = globalThis;
    const soon = (run: () => void, ms?: number) => wait(run, ms === 3_000 ? 0 : ms);
    undo.push(patch(globalThis, 'setTimeout', { value: soon }));
    const refused = await journal.write('one', 'text').catch(({ name }: Error) => name);
    expect(refused).to.equal(journal.available ? 'TimeoutError' : 'NotSupportedError');
  });
});
