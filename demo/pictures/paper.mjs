/**
 * Scissors and paper for Millrace's pictures: seeded chance, cut shapes and the
 * common ground that every picture stands on. Knows nothing of any food.
 */

export const INK = '#1b2a3d';
export const RACE = '#24507a';
export const SKY = '#bcd6d6';
export const CHALK = '#fbf6ea';
export const BRICK = '#bf4427';
export const WHEAT = '#f0b43c';
export const KRAFT = '#c9945a';
export const LEAF = '#4c7a45';
export const WOOD = '#a8673a';

/** Chance that comes out the same for the same seed (mulberry32). */
export function createChance(seed) {
  let state = [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const path = (d, fill, more = '') => `<path d="${d}" fill="${fill}"${more && ` ${more}`}/>`;

export const stroke = (d, color, width) =>
  `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

export const place = (what, x, y, turn = 0, size = 1) =>
  `<g transform="translate(${Math.round(x)} ${Math.round(y)})${turn ? ` rotate(${Math.round(turn)})` : ''}${size === 1 ? '' : ` scale(${size})`}">${what}</g>`;

/** A disc as scissors leave it: straight snips instead of a perfect curve. */
export function snipped(chance, x, y, rx, ry, snips = 18, wobble = 0.03) {
  const corners = Array.from({ length: snips }, (_, index) => {
    const angle = (index / snips) * Math.PI * 2;
    const reach = 1 + (chance() - 0.5) * 2 * wobble;
    return `${Math.round(x + Math.cos(angle) * rx * reach)} ${Math.round(y + Math.sin(angle) * ry * reach)}`;
  });
  return `M${corners.join('L')}Z`;
}

/** A heap standing on `base` from `left` to `right`, `height` at its top. */
export function heap(chance, left, right, base, height, snips = 14) {
  const corners = Array.from({ length: snips + 1 }, (_, index) => {
    const along = index / snips;
    const rise = Math.sin(Math.PI * along) ** 0.75 * height * (0.96 + chance() * 0.08);
    return `${Math.round(left + (right - left) * along)} ${Math.round(base - rise)}`;
  });
  return `M${corners.join('L')}Z`;
}

/** Points inside a heap, none nearer than `gap`, the far ones first. */
export function within(chance, left, right, base, height, gap, most = 60) {
  const points = [];
  for (let attempt = 0; attempt < most * 30 && points.length < most; attempt += 1) {
    const along = 0.06 + chance() * 0.88;
    const rise = Math.sin(Math.PI * along) ** 0.75 * height;
    const point = { x: left + (right - left) * along, y: base - chance() * (rise - gap * 0.25) };
    if (points.every(({ x, y }) => Math.hypot(x - point.x, (y - point.y) * 1.25) >= gap)) points.push(point);
  }
  return points.sort((one, other) => one.y - other.y);
}

/** Lays `pieces` (drawn round 0,0) on the points, turned and mixed by chance; each piece is written once. */
export function strew(chance, points, pieces, spread = 360) {
  const kept = pieces.map((piece, index) => `<g id="p${index}">${piece}</g>`).join('');
  const laid = points.map(({ x, y }) => {
    const which = Math.floor(chance() * pieces.length);
    const turn = Math.round((chance() - 0.5) * spread);
    return `<use href="#p${which}" transform="translate(${Math.round(x)} ${Math.round(y)})rotate(${turn})"/>`;
  });
  return `<defs>${kept}</defs>${laid.join('')}`;
}

/** The short strokes a gouge leaves, side by side and never quite even. */
export function gouges(chance, left, top, width, height, count, color, weight = 5) {
  const marks = Array.from({ length: count }, () => {
    const length = 14 + chance() * 34;
    return `M${Math.round(left + chance() * (width - length))} ${Math.round(top + chance() * height)}h${Math.round(length)}`;
  });
  return stroke(marks.join(''), color, weight);
}

/** The sheet under everything: ground, a cut disc of light, the table and the shadow. */
export function sheet(chance, { ground, light, table, shade, shadow = 210 }) {
  const edge = [0, 160, 330, 520, 690, 800].map((x) => `${x} ${Math.round(438 + (chance() - 0.5) * 9)}`);
  return [
    `<rect width="800" height="600" fill="${ground}"/>`,
    path(snipped(chance, 400, 292, 252, 252, 26, 0.018), light),
    path(`M${edge.join('L')}V600H0Z`, table),
    gouges(chance, 20, 466, 760, 116, 15, shade, 5),
    shadow ? path(snipped(chance, 408, 506, shadow * 1.1, 26, 16, 0.05), shade) : '',
  ].join('');
}
