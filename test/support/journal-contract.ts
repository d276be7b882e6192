/** What every journal promises, run in the page and in a worker. */
import { expect } from '@open-wc/testing';

import type { IntentJournal } from '../../src/core/ports.js';
import { newShop } from './store-records.js';

export type OpenJournal = (shopId: string) => Promise<IntentJournal>;

const text = (id: string) => JSON.stringify({ v: 1, intent: { id }, shop: 'Bäckerei 🍞\nsecond line' });

export function journalContract(openAny: OpenJournal) {
  let shop: string;
  let journal: IntentJournal;
  let opened: IntentJournal[];
  const openJournal = async (shopId: string) => {
    const one = await openAny(shopId);
    opened.push(one);
    return one;
  };
  beforeEach(async () => {
    opened = [];
    shop = newShop();
    journal = await openJournal(shop);
  });
  afterEach(() => Promise.all(opened.map((one) => one.release())));

  it('is there', () => {
    expect(journal.available).to.equal(true);
  });

  it('starts empty', async () => {
    expect(await journal.list()).to.deep.equal([]);
    expect(await journal.read('none')).to.equal(undefined);
  });

  it('gives back every intent, to the letter', async () => {
    for (const id of ['one', 'two', 'three']) await journal.write(id, text(id));
    expect([...(await journal.list())].sort()).to.deep.equal(['one', 'three', 'two']);
    for (const id of ['one', 'two', 'three']) expect(await journal.read(id)).to.equal(text(id));
  });

  it('keeps the newest text, a shorter one too', async () => {
    await journal.write('one', text('one').repeat(50));
    await journal.write('one', 'short');
    expect(await journal.read('one')).to.equal('short');
  });

  it('keeps many written at once', async () => {
    const ids = Array.from({ length: 10 }, (_, index) => `intent-${index}`);
    await Promise.all(ids.map((id) => journal.write(id, text(id))));
    expect(await Promise.all(ids.map((id) => journal.read(id)))).to.deep.equal(ids.map(text));
  });

  it('removes one and leaves the others', async () => {
    for (const id of ['one', 'two']) await journal.write(id, text(id));
    await journal.remove('one');
    expect(await journal.list()).to.deep.equal(['two']);
    expect(await journal.read('one')).to.equal(undefined);
  });

  it('does not mind removing what is not there', async () => {
    await journal.remove('none');
    expect(await journal.list()).to.deep.equal([]);
  });

  it('still has everything when it is opened again', async () => {
    await journal.write('one', text('one'));
    expect(await (await openJournal(shop)).read('one')).to.equal(text('one'));
  });

  it('goes on after it let go of what it held open', async () => {
    await journal.write('one', text('one'));
    await journal.release();
    await journal.write('two', text('two'));
    expect([...(await journal.list())].sort()).to.deep.equal(['one', 'two']);
    expect(await journal.read('two')).to.equal(text('two'));
  });

  it('shows what another tab has just written, and what that one has removed', async () => {
    const other = await openJournal(shop);
    await Promise.all([journal.write('one', text('one')), other.write('two', text('two'))]);
    for (const tab of [journal, other]) {
      expect([...(await tab.list())].sort()).to.deep.equal(['one', 'two']);
      expect(await tab.read('one')).to.equal(text('one'));
      expect(await tab.read('two')).to.equal(text('two'));
    }
    await other.remove('one');
    expect(await journal.list()).to.deep.equal(['two']);
    expect(await journal.read('one')).to.equal(undefined);
  });

  it('removes at once what another tab has just written', async () => {
    const other = await openJournal(shop);
    for (const id of ['one', 'two', 'three']) {
      await journal.write(id, text(id));
      await other.remove(id);
      expect(await other.read(id)).to.equal(undefined);
    }
    expect(await journal.list()).to.deep.equal([]);
  });

  it('keeps everything that two tabs write at once', async () => {
    const other = await openJournal(shop);
    const ids = Array.from({ length: 12 }, (_, index) => `intent-${index}`);
    await Promise.all(ids.map((id, index) => (index % 2 ? journal : other).write(id, text(id))));
    expect(new Set(await journal.list())).to.deep.equal(new Set(ids));
    expect(await Promise.all(ids.map((id) => other.read(id)))).to.deep.equal(ids.map(text));
  });

  it('keeps shops apart, whatever they are called', async () => {
    await journal.write('one', text('one'));
    for (const name of [`${shop}/..`, '..', '.', `../${shop}`, 'x'.repeat(128), `${shop} 🥕`]) {
      expect(await (await openJournal(name)).read('one')).to.equal(undefined);
    }
  });

  const tears = [
    { name: 'cut off in the middle', tear: (bytes: Uint8Array) => bytes.slice(0, bytes.length / 2) },
    { name: 'emptied', tear: () => new Uint8Array() },
    { name: 'cut off at its first line', tear: (bytes: Uint8Array) => bytes.slice(0, bytes.indexOf(10)) },
    { name: 'overwritten with zeros at its end', tear: (bytes: Uint8Array) => bytes.slice().fill(0, -9) },
    { name: 'followed by rubbish', tear: (bytes: Uint8Array) => new Uint8Array([...bytes, 65]) },
  ];
  for (const { name, tear } of tears) {
    it(`leaves out a file that a crash left ${name}, and leaves it where it is`, async () => {
      const id = crypto.randomUUID();
      await journal.write(id, text(id));
      expect(await journal.list()).to.deep.equal([id]);
      await rewrite(id, tear);
      expect(await journal.read(id)).to.equal(undefined);
      expect(await journal.list()).to.deep.equal([id]);
    });
  }

  it('goes on after the site\u2019s storage was cleared', async () => {
    await journal.write('one', text('one'));
    await journal.release();
    await (await navigator.storage.getDirectory()).removeEntry('punnet', { recursive: true });
    expect(await journal.list()).to.deep.equal([]);
    await journal.write('two', text('two'));
    expect(await journal.list()).to.deep.equal(['two']);
  });
}

/** For browsers without a private file system. */
export function absentJournalContract(openJournal: OpenJournal) {
  it('says so, and claims to have kept nothing', async () => {
    const journal = await openJournal(newShop());
    expect(journal.available).to.equal(false);
    const failure = await journal.write('one', 'text').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
    expect(await journal.list()).to.deep.equal([]);
    expect(await journal.read('one')).to.equal(undefined);
    await journal.remove('one');
  });
}

async function rewrite(id: string, change: (bytes: Uint8Array) => Uint8Array): Promise<void> {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('punnet');
  for await (const folder of root.values() as AsyncIterable<FileSystemDirectoryHandle>) {
    const file = await folder.getFileHandle(id).catch(() => undefined);
    if (!file) continue;
    const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
    const stream = await file.createWritable();
    await stream.write(new Uint8Array(change(bytes)));
    await stream.close();
    return;
  }
  throw new Error(`There is no file ${id}`);
}
