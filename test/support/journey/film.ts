/**
 * What a camera sees that is held over a picture by hand: it turns, comes nearer, drifts and rustles. In the form that
 * Chromium's fake camera takes, YUV4MPEG2. The picture is painted by a browser, which can decode it.
 */
import type { Page } from 'puppeteer-core';

const SIZE = { width: 1280, height: 720 };
const FRAMES = 12;
/** Of a byte. */
const RUSTLE = 24;

/** @param picture PNG. @param turn degrees, of the whole picture */
export async function filmPicture(page: Page, picture: Uint8Array, turn: number): Promise<Buffer> {
  const source = `data:image/png;base64,${Buffer.from(picture).toString('base64')}`;
  const frames: Buffer[] = [];
  for (let frame = 0; frame < FRAMES; frame++) {
    const light = await page.evaluate(paintFrame, { source, turn, frame, rustle: RUSTLE, ...SIZE });
    frames.push(Buffer.from('FRAME\n'), Buffer.from(light, 'base64'));
    // Half the resolution in each direction, of two colours: grey.
    frames.push(Buffer.alloc((SIZE.width * SIZE.height) / 2, 128));
  }
  const head = `YUV4MPEG2 W${SIZE.width} H${SIZE.height} F10:1 Ip A1:1 C420jpeg\n`;
  return Buffer.concat([Buffer.from(head), ...frames]);
}

interface Shot {
  readonly source: string;
  readonly turn: number;
  readonly frame: number;
  readonly rustle: number;
  readonly width: number;
  readonly height: number;
}

/** Runs in the page. @returns the light of each point, as base64 */
async function paintFrame({ source, turn, frame, rustle, width, height }: Shot): Promise<string> {
  const picture = await createImageBitmap(await (await fetch(source)).blob());
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('nothing can be painted on');
  pen.fillStyle = '#5b5148';
  pen.fillRect(0, 0, width, height);
  pen.translate(width / 2 + 3 * frame - 18, height / 2 - 2 * frame);
  pen.rotate(((turn + frame / 3) * Math.PI) / 180);
  const scale = (Math.min(width / picture.width, height / picture.height) * (88 + frame / 2)) / 100;
  pen.scale(scale, scale);
  pen.filter = 'blur(0.6px) contrast(0.75)';
  pen.drawImage(picture, -picture.width / 2, -picture.height / 2);
  const { data } = pen.getImageData(0, 0, width, height);
  let seed = frame + 1;
  let text = '';
  for (let at = 0; at < data.length; at += 4) {
    seed = (seed * 16_807) % 2_147_483_647;
    const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
    const grey = 0.3 * red + 0.59 * green + 0.11 * blue + ((seed % rustle) - rustle / 2);
    text += String.fromCharCode(Math.max(16, Math.min(235, grey)));
  }
  return btoa(text);
}
