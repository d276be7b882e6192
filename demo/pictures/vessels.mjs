/** The bowls, scoops, jars, bags and bottles that Millrace's foods are drawn in. */
import {
  CHALK,
  INK,
  KRAFT,
  SKY,
  WOOD,
  gouges,
  heap,
  path,
  snipped,
  strew,
  stroke,
  within,
} from './paper.mjs';

const GLASS = '#d9e8e4';

/** A wide bowl with a carved band, heaped with pieces. */
export function bowl(chance, { color, band, fill, pieces, gap, most, rise = 120 }) {
  const marks = Array.from({ length: 9 }, (_, index) => {
    const x = 248 + index * 38;
    return `M${x - 10} 372l10 20l10 -20`;
  });
  return [
    path(heap(chance, 212, 588, 350, rise), fill),
    strew(chance, within(chance, 222, 578, 340, rise - 4, gap, most), pieces),
    path('M190 330H610L604 358C596 436 540 490 470 502H330C260 490 204 436 196 358Z', color),
    path('M190 330H610L607 348H193Z', INK),
    stroke(marks.join(''), band, 7),
    path('M340 500H460L472 518H328Z', INK),
  ].join('');
}

/** A wooden scoop lying on the table, its load spilling a little at the lip. */
export function scoop(chance, { fill, pieces, gap, most, rise = 128 }) {
  const spilled = [
    { x: 172, y: 498 },
    { x: 214, y: 520 },
    { x: 262, y: 508 },
    { x: 140, y: 528 },
  ];
  return [
    path(heap(chance, 176, 540, 372, rise), fill),
    strew(chance, [...within(chance, 190, 530, 364, rise - 4, gap, most), ...spilled], pieces),
    path('M160 356L556 352C560 424 520 492 420 500L300 502C226 496 176 440 160 356Z', WOOD),
    path('M536 366L560 352L720 318C738 314 748 330 742 344C738 356 728 362 716 364L550 410Z', WOOD),
    path('M160 356L556 352L553 370L164 374Z', '#7d4523'),
    stroke('M236 420C300 436 400 436 482 412M262 456C320 468 390 466 446 450', '#c98a55', 6),
    stroke('M596 360L690 338', '#c98a55', 6),
  ].join('');
}

/** A tall clip-top jar with its contents showing. */
export function jar(chance, { fill, pieces, gap, most, label, mark = '', inset = 0 }) {
  const points = [];
  for (let attempt = 0; attempt < 2400 && points.length < most; attempt += 1) {
    const point = {
      x: 296 + inset + chance() * (208 - 2 * inset),
      y: 218 + inset + chance() * (272 - 2 * inset),
    };
    const onLabel = point.x > 318 && point.x < 482 && point.y > 318 && point.y < 446;
    const free = points.every(({ x, y }) => Math.hypot(x - point.x, y - point.y) >= gap);
    if (!onLabel && free) points.push(point);
  }
  return [
    path(
      'M286 150H514C526 166 532 184 532 206V484C532 504 520 516 500 516H300C280 516 268 504 268 484V206C268 184 274 166 286 150Z',
      GLASS,
    ),
    path('M280 222L340 204L420 214L520 200V480C520 496 512 504 496 504H304C288 504 280 496 280 480Z', fill),
    strew(chance, points, pieces),
    path('M276 112H524V152H276Z', WOOD),
    path('M276 140H524V152H276Z', '#7d4523'),
    stroke('M262 168V128M538 168V128', INK, 7),
    path('M312 312L490 306L486 452L316 448Z', CHALK),
    stroke('M330 424H472', label, 6),
    mark,
    stroke('M294 232V470', CHALK, 9),
  ].join('');
}

/** A squat jar, open or lidded, for what is spread and spooned. */
export function pot(chance, { glass = GLASS, fill, lid, label, mark = '', top = '' }) {
  return [
    path(
      'M258 246H542C556 262 562 280 562 300V476C562 500 546 514 522 514H278C254 514 238 500 238 476V300C238 280 244 262 258 246Z',
      glass,
    ),
    path('M252 290L330 278L430 290L548 276V472C548 490 536 500 518 500H282C264 500 252 490 252 472Z', fill),
    lid ? path('M250 186H550V246H250Z', lid) + gouges(chance, 262, 202, 276, 28, 9, CHALK, 4) : '',
    top,
    path('M292 330L508 324L504 468L296 464Z', CHALK),
    stroke('M318 444H482', label, 6),
    mark,
    stroke('M264 312V462', CHALK, 9),
  ].join('');
}

/** A bottle with a shoulder, a cork or cap, and a paper label. */
export function bottle({ glass, shine, cap, label, mark = '', neck = 104 }) {
  return [
    path(
      `M366 ${neck + 20}H434V210C436 244 486 258 490 306V484C490 506 478 518 458 518H342C322 518 310 506 310 484V306C314 258 364 244 366 210Z`,
      glass,
    ),
    path(`M360 ${neck - 34}H440V${neck + 22}H360Z`, cap),
    path('M310 330L490 324V462L310 458Z', CHALK),
    stroke('M334 440H466', label, 6),
    mark,
    stroke('M332 306C338 280 372 270 382 232V150', shine, 8),
    stroke('M330 482V490', shine, 8),
  ].join('');
}

/** A kraft bag with its neck folded over. */
export function bag(chance, { color = KRAFT, fold = '#a8753f', label, mark = '' }) {
  return [
    path('M296 130L516 122L548 500L540 512H276L266 500Z', color),
    path('M296 130L516 122L522 176L292 182Z', fold),
    stroke('M318 208L300 480', fold, 5),
    stroke('M500 204L520 480', fold, 5),
    path(snipped(chance, 408, 316, 82, 82, 16, 0.02), CHALK),
    mark,
    label ? stroke('M372 426H448', label, 6) : '',
  ].join('');
}

/** A plain board to lay things on. */
export const board = (left = 150, right = 650) =>
  path(`M${left} 452H${right}L${right + 22} 512H${left - 22}Z`, WOOD) +
  path(`M${left - 22} 512H${right + 22}L${right + 18} 530H${left - 18}Z`, '#7d4523') +
  stroke(`M${left + 20} 474H${left + 150}M${right - 190} 490H${right - 40}`, '#c98a55', 5);

export const leafSpray = (color, vein = SKY) =>
  stroke('M0 0C60 -20 120 -60 170 -120', INK, 6) +
  [
    [46, -22, -70],
    [70, -34, 20],
    [98, -56, -80],
    [118, -76, 10],
    [146, -104, -85],
    [168, -122, -35],
  ]
    .map(
      ([x, y, turn]) =>
        `<g transform="translate(${x} ${y})rotate(${turn})">${path('M0 0C16 -18 46 -18 66 0C46 16 16 16 0 0Z', color)}${stroke('M8 0H52', vein, 3)}</g>`,
    )
    .join('');
