import { expect } from '@open-wc/testing';

import { toBase45 } from '../../../src/core/receipt/base45.js';
import { toQrPng } from '../../../src/elements/qr/qr.js';
import { readPicture } from '../../../src/elements/scan/picture.js';
import { openReader } from '../../../src/elements/scan/qr-reader.js';
import { toWasmReader } from '../../../src/elements/scan/late-wasm-reader.js';
import { startWasmReader } from '../../../src/elements/scan/wasm-reader.js';
import { fakeDetector } from '../../support/camera.js';
import { patch } from '../../support/patch.js';

const CARD = 'https://shop.example/#refill=1&shop=millrace&variant=K%C3%A4se';
const RECEIPT = `PN1:${toBase45(Uint8Array.from({ length: 460 }, (_, i) => (i * 151 + 7) % 256))}`;

const pictureOf = async (text: string) => (await toQrPng(text)) as Blob;

describe('a reader of QR codes', () => {
  // As in a browser that has none of its own.
  beforeEach(() => void patch(globalThis, 'BarcodeDetector', { value: undefined, writable: true }));

  for (const [name, text] of Object.entries({ 'a refill card': CARD, 'the densest receipt': RECEIPT }))
    it(`reads ${name} in a picture`, async function () {
      this.timeout(10_000);
      expect(await readPicture(await pictureOf(text))).to.deep.equal({ kind: 'text', text });
    });

  it('says where a picture has no code, and where a file is no picture', async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 200, height: 200 });
    canvas.getContext('2d')?.fillRect(20, 20, 60, 60);
    const plain = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
    expect(await readPicture(plain as Blob)).to.deep.equal({ kind: 'nothing' });
    expect(await readPicture(new Blob(['no picture']))).to.deep.equal({ kind: 'nothing' });
  });

  it('is the browser\u2019s own where that knows QR codes', async () => {
    fakeDetector({ text: 'by the browser' });
    const read = await readPicture(await pictureOf(CARD));
    expect(read).to.deep.equal({ kind: 'text', text: 'by the browser' });
  });

  it('is not the browser\u2019s own where that reads other codes alone', async () => {
    fakeDetector({ text: 'by the browser' }, ['ean_13']);
    expect(await readPicture(await pictureOf(CARD))).to.deep.equal({ kind: 'text', text: CARD });
  });

  it('is asked for anew after the network was gone', async () => {
    const online = patch(globalThis, 'fetch', { value: async () => Promise.reject(new TypeError()) });
    await startWasmReader().then(
      () => expect.fail('there was no file'),
      (error: unknown) => expect(error).to.be.instanceOf(TypeError),
    );
    online();
    expect((await toWasmReader()).ok).to.equal(true);
    expect((await openReader()).ok).to.equal(true);
  });

  it('comes later where a sign-in page answers in its place', async () => {
    const value = async () => new Response('<!doctype html>Sign in');
    patch(globalThis, 'fetch', { value });
    await startWasmReader().then(
      () => expect.fail('that was no reader'),
      (error: unknown) => expect(error).to.be.instanceOf(Error),
    );
  });

  it('is barred where the page or the browser lets no WebAssembly in', async () => {
    const none = patch(globalThis, 'WebAssembly', { value: undefined, writable: true });
    expect(await startWasmReader()).to.deep.equal({ ok: false, code: 'barred' });
    none();
    const refuse = async () => Promise.reject(new WebAssembly.CompileError('unsafe-eval'));
    patch(WebAssembly, 'compile', { value: refuse });
    expect(await startWasmReader()).to.deep.equal({ ok: false, code: 'barred' });
  });
});
