/** Values that have broken other programs, as JSON text, so that none is lost on its way through a parser. */
import type { SeededRandom } from '../seeded-random.js';

const HTML = '<img src=x onerror=alert(1)><script>alert(1)</script>';
const text = (value: string) => JSON.stringify(value);

const NUMBERS = ['-1', '0', '-0', '1.5', '1e308', '1e999', '9007199254740993', '1000001', '-1e-7', '1e0'];
const TEXTS = [
  text(''),
  text(' '),
  text(HTML),
  text('x'.repeat(129)),
  text('x'.repeat(10_000)),
  text('__proto__'),
  text('constructor'),
  text("'; drop table orders; --"),
  text('../../etc/passwd'),
  text('\u202e\u0000\u200b'),
  text('NaN'),
  text('2'),
  String.raw`"\ud800"`,
  String.raw`"\udc00\ud800"`,
];
const OTHERS = ['null', 'true', 'false', '[]', '{}', '[[[]]]', '{"__proto__":{"polluted":1}}'];
const DEEP = 5_000;
export const NESTED = '['.repeat(DEEP) + ']'.repeat(DEEP);

/** JSON text of one. */
export function nastyValue(random: SeededRandom): string {
  if (random.below(200) === 0) return NESTED;
  return random.pick(random.pick([NUMBERS, TEXTS, OTHERS]));
}

export const NASTY_NUMBERS: readonly string[] = [...NUMBERS, 'null', '"1"', '[1]', '1e3'];

/**
 * JSON text in which one value, drawn by lot and however deep, is gone or another.
 *
 * @param value what JSON can hold
 */
export function mutateJson(value: unknown, random: SeededRandom): string {
  const places = countPlaces(value);
  const target = random.below(places);
  let at = -1;
  const write = (part: unknown): string | undefined => {
    at += 1;
    if (at === target) return random.below(4) === 0 ? undefined : nastyValue(random);
    if (Array.isArray(part)) return `[${part.map((one) => write(one) ?? 'null').join()}]`;
    if (typeof part !== 'object' || part === null) return JSON.stringify(part);
    const members = Object.entries(part).map(([name, one]) => [JSON.stringify(name), write(one)] as const);
    return `{${members.flatMap(([name, one]) => (one === undefined ? [] : `${name}:${one}`)).join()}}`;
  };
  return write(value) ?? 'null';
}

function countPlaces(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, one) => sum + countPlaces(one), 1);
}

/** One character is another. */
export function flipCharacter(from: string, random: SeededRandom): string {
  const at = random.below(from.length);
  const other = random.pick([...'ABCDEFabcdef0123456789-_.={}"']);
  return from.slice(0, at) + other + from.slice(at + 1);
}

export function cut(from: string, random: SeededRandom): string {
  return from.slice(0, random.below(from.length));
}
