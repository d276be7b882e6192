/** Text out of the HTML that shop systems put into their JSON-LD. */

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', '\u2019'],
  ['nbsp', ' '],
  ['ndash', '\u2013'],
  ['mdash', '\u2014'],
  ['hellip', '\u2026'],
  ['rsquo', '\u2019'],
]);
const HIGHEST_CODE_POINT = 0x10ffff;

/** Without tags, their entities as characters, spaces and lines drawn together. */
export function toPlainText(html: string): string {
  const text = html
    .replace(/<!--[^]*?-->|<(script|style)\b[^]*?<\/\1\s*>/gi, ' ')
    .replace(/<\/?[a-z][^>]*>/gi, ' ')
    .replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, toCharacter);
  return text.replace(/\s+/g, ' ').trim();
}

function toCharacter(
  entity: string,
  hex: string | undefined,
  decimal: string | undefined,
  name: string,
): string {
  if (name) return NAMED.get(name.toLowerCase()) ?? entity;
  const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
  const isLetter = code >= 32 && code <= HIGHEST_CODE_POINT && !(code >= 0xd800 && code <= 0xdfff);
  return isLetter ? String.fromCodePoint(code) : ' ';
}
