/**
 * QR codes as a page shows, prints and saves them: dark on white in every theme, with the quiet modules around.
 *
 * On screen a code is a drawing inside the page and no file, so that no `img-src` of a host can keep it away; readers
 * are told of one image by its label. `drawQr` puts one into a picture that is made anyway, such as a receipt's, and
 * `toQrPng` makes one of the code alone. A text that is more than a code holds comes to nothing, which the caller
 * has to say in words. Whoever shows one takes `qrStyles` from `qr.styles.ts`.
 */
import { svg, html, nothing } from 'lit';

import { QUIET_MODULES, toQrCode, type QrCode } from './qr-code.js';

/** What cameras of phones still tell apart on a small screen. */
const LEAST_MODULE_PX = 4;
const SAVED_MODULE_PX = 12;
const DARK = '#000';
const LIGHT = '#fff';

/**
 * Four CSS pixels a module, or as many as there is room for; the whole width of what is around it if `large`. A `part`
 * of the element is named by the caller.
 *
 * @param label what stands in for the code where it is not seen: "Code for order K7QF3P"
 */
export function renderQr(text: string, label: string, { large = false, part = 'qr' } = {}) {
  const code = toQrCode(text);
  if (!code) return nothing;
  const modules = sideOf(code);
  const px = modules * LEAST_MODULE_PX;
  return html`<svg
    class="qr ${large ? 'large' : ''}"
    part=${part}
    role="img"
    aria-label=${label}
    width=${px}
    height=${px}
    viewBox="0 0 ${modules} ${modules}"
    shape-rendering="crispEdges"
  >
    ${svg`<path fill=${LIGHT} d="M0 0h${modules}v${modules}H0z" /><path fill=${DARK} d=${toPath(code)} />`}
  </svg>`;
}

/** The same as a file of its own; empty for a text that no code holds. */
export function toQrSvg(text: string): string {
  const code = toQrCode(text);
  if (!code) return '';
  const modules = sideOf(code);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${modules} ${modules}" shape-rendering="crispEdges">` +
    `<path fill="${LIGHT}" d="M0 0h${modules}v${modules}H0z"/><path fill="${DARK}" d="${toPath(code)}"/></svg>`
  );
}

export interface QrPlace {
  readonly x: number;
  readonly y: number;
  /** How wide and high it may be; it is drawn as large as whole pixels for each module allow, in the middle. */
  readonly side: number;
}

/** Draws a code into a picture. False if it does not fit: its modules would be less than a pixel, or no code holds it. */
export function drawQr(
  brush: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  text: string,
  { x, y, side }: QrPlace,
): boolean {
  const code = toQrCode(text);
  const px = code ? Math.floor(side / sideOf(code)) : 0;
  if (!code || px < 1) return false;
  const margin = Math.floor((side - px * sideOf(code)) / 2);
  brush.fillStyle = LIGHT;
  brush.fillRect(x, y, side, side);
  brush.fillStyle = DARK;
  const at = (module: number) => margin + (QUIET_MODULES + module) * px;
  for (const { column, row, length } of runsOf(code))
    brush.fillRect(x + at(column), y + at(row), length * px, px);
  return true;
}

/** The code alone, to save or print; undefined where no code holds the text or the browser makes no picture. */
export function toQrPng(text: string): Promise<Blob | undefined> {
  const code = toQrCode(text);
  const canvas = document.createElement('canvas');
  const brush = canvas.getContext('2d');
  if (!code || !brush) return Promise.resolve(undefined);
  const side = sideOf(code) * SAVED_MODULE_PX;
  canvas.width = canvas.height = side;
  drawQr(brush, text, { x: 0, y: 0, side });
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'));
}

const sideOf = ({ size }: QrCode) => size + 2 * QUIET_MODULES;

interface Run {
  readonly column: number;
  readonly row: number;
  readonly length: number;
}

/** Dark modules beside each other are one: between two, some browsers leave a light hair. */
function* runsOf({ size, isDark }: QrCode): Generator<Run> {
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const start = column;
      while (column < size && isDark(column, row)) column++;
      if (column > start) yield { column: start, row, length: column - start };
    }
}

function toPath(code: QrCode): string {
  return Array.from(
    runsOf(code),
    ({ column, row, length }) => `M${column + QUIET_MODULES} ${row + QUIET_MODULES}h${length}v1h-${length}z`,
  ).join('');
}
