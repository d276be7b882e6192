import { expect, fixture, html } from '@open-wc/testing';
import { nothing } from 'lit';

import { drawQr, renderQr, toQrPng, toQrSvg } from '../../../src/elements/qr/qr.js';
import { toQrCode, type QrCode } from '../../../src/elements/qr/qr-code.js';
import { qrStyles } from '../../../src/elements/qr/qr.styles.js';

const LABEL = 'Code for order K7QF3P';
const QUIET = 4;

async function show(text: string, px: number) {
  const box = await fixture<HTMLElement>(
    html`<div style="inline-size: ${px}px">
      <style>
        ${qrStyles.cssText}</style
      >${renderQr(text, LABEL)}
    </div>`,
  );
  return box.querySelector('svg') as SVGSVGElement;
}

/** Of the middle of each module, whether it is dark; the quiet ones as well. */
function modulesOf(brush: CanvasRenderingContext2D, side: number, modules: number): boolean[][] {
  const { data } = brush.getImageData(0, 0, side, side);
  const px = side / modules;
  return Array.from({ length: modules }, (_, row) =>
    Array.from({ length: modules }, (_, column) => {
      const at = Math.floor((row + 0.5) * px) * side + Math.floor((column + 0.5) * px);
      return (data[at * 4] ?? 255) < 128;
    }),
  );
}

function expected(code: QrCode): boolean[][] {
  const modules = code.size + 2 * QUIET;
  return Array.from({ length: modules }, (_, row) =>
    Array.from({ length: modules }, (_, column) => code.isDark(column - QUIET, row - QUIET)),
  );
}

async function drawn(source: CanvasImageSource, side: number) {
  const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side });
  const brush = canvas.getContext('2d') as CanvasRenderingContext2D;
  brush.drawImage(source, 0, 0, side, side);
  return brush;
}

describe('a QR code on a page', () => {
  const long = `PN1:${'A1'.repeat(225)}`;

  it('is one image with a name', async () => {
    const shown = await show(long, 320);
    await expect(shown.parentElement).to.be.accessible();
    expect(shown.getAttribute('role')).to.equal('img');
    expect(shown.getAttribute('aria-label')).to.equal(LABEL);
  });

  it('has four pixels a module for a confirmed receipt, at 320 px', async () => {
    const shown = await show(long, 320);
    expect(toQrCode(long)?.version).to.equal(13);
    const { width, height } = shown.getBoundingClientRect();
    expect([width, height]).to.deep.equal([308, 308]);
  });

  it('yields to a place that is narrower', async () => {
    const { width, height } = (await show(long, 200)).getBoundingClientRect();
    expect([width, height]).to.deep.equal([200, 200]);
  });

  it('keeps its colours whatever the theme', async () => {
    const shown = await show(long, 320);
    const fills = [...shown.querySelectorAll('path')].map((path) => getComputedStyle(path).fill);
    expect(fills).to.deep.equal(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    // Browsers that force no colours have no word for it.
    const adjusted = getComputedStyle(shown).getPropertyValue('forced-color-adjust');
    expect(['none', '']).to.include(adjusted);
  });

  it('shows exactly the code, quiet modules included', async () => {
    const text = 'https://shop.example/#refill=1&shop=millrace&variant=oats-500';
    const code = toQrCode(text) as QrCode;
    const side = (code.size + 2 * QUIET) * 8;
    const picture = new Image(side, side);
    picture.src = `data:image/svg+xml,${encodeURIComponent(toQrSvg(text))}`;
    await picture.decode();
    const brush = await drawn(picture, side);
    expect(modulesOf(brush, side, code.size + 2 * QUIET)).to.deep.equal(expected(code));
  });

  it('is nothing where no code can hold the text', () => {
    expect(renderQr('A'.repeat(5_000), LABEL)).to.equal(nothing);
    expect(toQrSvg('A'.repeat(5_000))).to.equal('');
  });
});

describe('a QR code as a picture', () => {
  it('is a PNG with exactly the code in it', async () => {
    const code = toQrCode('oats') as QrCode;
    const png = await toQrPng('oats');
    expect(png?.type).to.equal('image/png');
    const bitmap = await createImageBitmap(png as Blob);
    const brush = await drawn(bitmap, bitmap.width);
    expect(modulesOf(brush, bitmap.width, code.size + 2 * QUIET)).to.deep.equal(expected(code));
  });

  it('stands in a larger picture in whole pixels, and says where it does not fit', () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 100, height: 100 });
    const brush = canvas.getContext('2d') as CanvasRenderingContext2D;
    const code = toQrCode('oats') as QrCode;
    expect(drawQr(brush, 'oats', { x: 0, y: 0, side: 28 })).to.equal(false);
    expect(drawQr(brush, 'oats', { x: 10, y: 20, side: 61 })).to.equal(true);
    const { data } = brush.getImageData(11, 21, 58, 58);
    const middle = Array.from({ length: 29 * 29 }, (_, i) => {
      const at = ((Math.floor(i / 29) * 2 + 1) * 58 + (i % 29) * 2 + 1) * 4;
      return (data[at] ?? 255) < 128;
    });
    expect(middle).to.deep.equal(expected(code).flat());
  });

  it('is none where no code can hold the text', async () => {
    expect(await toQrPng('A'.repeat(5_000))).to.equal(undefined);
  });
});
