/** A receipt as a picture that a shopper can keep outside the browser: dark on white, in the site's font. */
import { drawQr } from '../qr/qr.js';
import type { ReceiptModel } from './receipt-model.js';

const WIDTH = 720;
const MARGIN = 48;
const INK = '#1f1b16';
const FAINT = '#655c50';
const RULE = '#d8cdbc';
const TONES = { good: '#255c36', wait: '#6e4a00', attention: '#8a3610', bad: '#992025', plain: INK } as const;

export interface PictureWords {
  readonly dir: 'ltr' | 'rtl';
  readonly font: string;
  readonly orderCode: string;
  readonly collectAt: string;
}

/** A PNG; undefined where the browser refuses to make one. */
export function drawPicture(receipt: ReceiptModel, words: PictureWords): Promise<Blob | undefined> {
  const canvas = document.createElement('canvas');
  const brush = canvas.getContext('2d');
  if (!brush) return Promise.resolve(undefined);
  canvas.width = WIDTH;
  // Drawn twice, since the height is known once everything was set.
  canvas.height = compose(new Pen(brush, words), receipt, words);
  brush.fillStyle = '#fff';
  brush.fillRect(0, 0, canvas.width, canvas.height);
  compose(new Pen(brush, words), receipt, words);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'));
}

function compose(pen: Pen, receipt: ReceiptModel, words: PictureWords): number {
  const { status, lines, sums, pickup } = receipt;
  pen.write(receipt.shop, { size: 30, bold: true });
  if (receipt.rehearsal) pen.write(receipt.rehearsal, { color: TONES.bad, bold: true });
  pen.gap(16);
  pen.write(status.headline, { size: 34, bold: true, color: TONES[status.tone] });
  for (const detail of status.details) pen.write(detail);
  pen.write(receipt.asOf, { color: FAINT });
  pen.rule();
  pen.write(words.orderCode, { color: FAINT });
  pen.write(receipt.code, { size: 76, bold: true, spaced: true });
  if (receipt.codeHint) pen.write(receipt.codeHint, { color: FAINT });
  if (receipt.token) pen.code(receipt.token);
  pen.rule();
  for (const { title, detail, each, quantity, amount } of lines) {
    pen.pair(`${quantity} × ${title}`, amount);
    const about = [detail, each].filter(Boolean).join(' ·\u00a0');
    if (about) pen.write(about, { color: FAINT });
    pen.gap(8);
  }
  pen.rule();
  for (const { name, amount, part } of sums) pen.pair(name, amount, part === 'total');
  if (receipt.tax) pen.write(receipt.tax, { color: FAINT });
  if (receipt.pay) pen.write(receipt.pay, { bold: true });
  if (pickup) {
    pen.rule();
    pen.write(words.collectAt, { color: FAINT });
    pen.write(pickup.when, { size: 30, bold: true });
    pen.write([pickup.place, pickup.address].filter(Boolean).join(' ·\u00a0'));
  }
  if (receipt.allergens.length) pen.rule();
  for (const text of receipt.allergens) pen.write(text);
  pen.rule();
  pen.write(receipt.placed, { color: FAINT });
  return pen.y + MARGIN;
}

interface Style {
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly spaced?: boolean;
}

/** Sets text from top to bottom and breaks what is too long. */
class Pen {
  y = MARGIN;
  readonly #brush: CanvasRenderingContext2D;
  readonly #words: PictureWords;

  constructor(brush: CanvasRenderingContext2D, words: PictureWords) {
    this.#brush = brush;
    this.#words = words;
    brush.textBaseline = 'alphabetic';
    brush.direction = words.dir;
  }

  gap(height: number): void {
    this.y += height;
  }

  rule(): void {
    this.y += 18;
    this.#brush.fillStyle = RULE;
    this.#brush.fillRect(MARGIN, this.y, WIDTH - 2 * MARGIN, 2);
    this.y += 22;
  }

  /** As wide as the picture, so that a phone's camera reads it off another phone. */
  code(token: string): void {
    const side = WIDTH - 2 * MARGIN;
    if (drawQr(this.#brush, token, { x: MARGIN, y: this.y, side })) this.y += side;
  }

  write(text: string, style: Style = {}, width = WIDTH - 2 * MARGIN): void {
    const size = this.#take(style);
    for (const line of this.#break(text, width)) {
      this.y += size * 1.35;
      this.#brush.fillText(line, this.#start, this.y - size * 0.35);
    }
    if (style.spaced) this.#brush.letterSpacing = '0px';
  }

  /** A name, and an amount at the end of its first line. */
  pair(name: string, amount: string, bold = false): void {
    const top = this.y;
    const size = bold ? 32 : 26;
    this.#take({ size, bold });
    const room = this.#brush.measureText(amount).width + 24;
    this.write(name, { size, bold }, WIDTH - 2 * MARGIN - room);
    this.#brush.textAlign = 'end';
    this.#brush.fillText(amount, WIDTH - this.#start, top + size);
  }

  get #start(): number {
    return this.#words.dir === 'rtl' ? WIDTH - MARGIN : MARGIN;
  }

  #take({ size = 26, bold = false, color = INK, spaced = false }: Style): number {
    this.#brush.font = `${bold ? 600 : 400} ${size}px ${this.#words.font}`;
    this.#brush.fillStyle = color;
    this.#brush.textAlign = 'start';
    if (spaced) this.#brush.letterSpacing = '8px';
    return size;
  }

  #break(text: string, width: number): readonly string[] {
    const fits = (line: string) => this.#brush.measureText(line).width <= width;
    const lines: string[] = [];
    let line = '';
    for (const word of text.split(' ')) {
      const longer = line ? `${line} ${word}` : word;
      if (fits(longer)) {
        line = longer;
        continue;
      }
      if (line) lines.push(line);
      line = '';
      // A word longer than a line, or a language without spaces, breaks between letters.
      for (const letter of word) {
        if (!fits(line + letter)) {
          lines.push(line);
          line = '';
        }
        line += letter;
      }
    }
    return [...lines, line];
  }
}
