/** A Chromium whose camera shows a QR code, from a film that is made of it: the real way from lens to basket. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import puppeteer, { type Browser } from 'puppeteer-core';

import { launchOptions } from '../../../scripts/browsers.mjs';
import { toQrCode } from '../../../src/elements/qr/qr-code.js';

const SIZE = { width: 640, height: 480 };
const [INK, PAPER, TABLE] = [40, 215, 128];
const QUIET = 4;

/** One picture, of the code on a sheet of paper, in the form that Chromium's fake camera takes. */
function filmOf(text: string): Buffer {
  const code = toQrCode(text);
  if (!code) throw new Error('no code holds it');
  const { width, height } = SIZE;
  const px = Math.floor((height * 0.8) / (code.size + 2 * QUIET));
  const side = px * (code.size + 2 * QUIET);
  const [left, top] = [Math.floor((width - side) / 2), Math.floor((height - side) / 2)];
  const light = Buffer.alloc(width * height, TABLE);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const isDark = code.isDark(Math.floor(x / px) - QUIET, Math.floor(y / px) - QUIET);
      light[(top + y) * width + left + x] = isDark ? INK : PAPER;
    }
  const grey = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, grey]);
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`),
    frame,
    frame,
  ]);
}

export interface CameraPhone {
  readonly browser: Browser;
  close(): Promise<void>;
}

/** @param sight what a code says, or a whole film */
export async function startCameraPhone(sight: string | Buffer): Promise<CameraPhone> {
  const folder = await mkdtemp(join(tmpdir(), 'punnet-camera-'));
  const film = join(folder, 'code.y4m');
  await writeFile(film, typeof sight === 'string' ? filmOf(sight) : sight);
  const options = launchOptions('chromium');
  const args = [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ];
  const browser = await puppeteer.launch({ ...options, args: [...(options?.args ?? []), ...args] });
  return {
    browser,
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
