/** From a file's bytes to its text, as spreadsheets and shops write it, and whether that is a table at all. */

const MARKS = [
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

/** What has neither a mark nor the form of UTF-8 is taken for what Windows writes in Western Europe. */
export function decodeText(bytes: Uint8Array): string {
  const marked = MARKS.find((mark) => mark.bytes.every((byte, at) => bytes[at] === byte));
  if (marked) return new TextDecoder(marked.encoding).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return decodeWindows(bytes);
  }
}

/** From 0x80 on; all else is as in ISO 8859-1. Some versions of Node have these wrong in their `TextDecoder`. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

function decodeWindows(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1');
  return text.replaceAll(/[\u0080-\u009F]/g, (letter) => WINDOWS_1252[letter.charCodeAt(0) - 0x80] ?? letter);
}

const AS_CSV = 'Export the orders as CSV, or save the sheet as "CSV UTF-8".';
/** They say of a file what it is. */
const BEGINNINGS = [
  { begins: 'PK\u0003\u0004', is: 'a spreadsheet (xlsx, ods, numbers) or an archive' },
  { begins: 'PK\u0005\u0006', is: 'an empty archive' },
  { begins: '%PDF-', is: 'a PDF' },
  { begins: '<', is: 'a page or an XML file' },
  { begins: '{', is: 'a JSON file' },
  { begins: '[', is: 'a JSON file' },
] as const;
const LOOKED_AT = 4_096;

/** Why a text is no table; undefined if it may be one. */
export function faultOfText(text: string): string | undefined {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start === '') return 'It is empty.';
  const other = BEGINNINGS.find(({ begins }) => start.startsWith(begins));
  if (other) return `It is ${other.is}, not CSV. ${AS_CSV}`;
  if (/[\u0000-\u0008\u000E-\u001F]/.test(start.slice(0, LOOKED_AT))) return `It is no text. ${AS_CSV}`;
  return undefined;
}
