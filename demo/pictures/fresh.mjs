/** What is picked, baked, laid or cut: `{paper, draw}` under each product's id. */
import { BRICK, CHALK, INK, LEAF, RACE, SKY, WHEAT, gouges, path, place, snipped, stroke } from './paper.mjs';
import { bag, board } from './vessels.mjs';

const SAND = { ground: '#e9cfa0', light: '#f6e4c2', table: '#c4834a', shade: '#a56a38', shadow: 0 };
const CLAY = { ground: '#d3764f', light: '#e7a078', table: '#8f3f2b', shade: '#753223' };
const DUCK = { ground: '#8fb0ad', light: '#b9d2cc', table: '#b0703f', shade: '#925a31' };
const OCHRE = { ground: '#e3a33b', light: '#f2c35f', table: '#a3572d', shade: '#864525' };

const apple = (chance, skin, blush) =>
  path('M0 -60C26 -84 86 -74 86 -12C86 46 48 84 0 76C-48 84 -86 46 -86 -12C-86 -74 -26 -84 0 -60Z', skin) +
  path('M20 -68C58 -76 86 -56 86 -12C86 40 52 78 12 76C52 50 62 -20 20 -68Z', blush) +
  stroke('M0 -56C-2 -80 6 -92 16 -102', '#5b3a1f', 8) +
  path('M14 -84C30 -112 62 -110 76 -98C62 -78 34 -72 14 -84Z', LEAF) +
  gouges(chance, -60, -30, 50, 70, 5, CHALK, 4);

const apricot = (chance) =>
  path(snipped(chance, 0, 0, 88, 60, 15, 0.05), '#ea8a25') +
  path(snipped(chance, 6, -4, 62, 38, 13, 0.06), '#f4a740') +
  stroke('M-38 -8C-14 8 18 -18 46 0M-20 18C-4 22 16 10 30 18', '#c96a14', 6);

const date =
  path('M-104 4C-92 -44 60 -54 104 -6C92 42 -60 54 -104 4Z', '#7a3d26', 'stroke="#3d1b10" stroke-width="6"') +
  stroke('M-74 -6C-36 -26 20 -28 66 -14M-66 16C-26 4 30 4 72 10M-30 30C0 24 26 24 46 26', '#b06a45', 6) +
  path('M-104 4L-124 -8L-120 14Z', '#c9945a');

const egg = (fill, shade) =>
  path('M0 -62C32 -62 52 -20 52 10C52 42 28 58 0 58C-28 58 -52 42 -52 10C-52 -20 -32 -62 0 -62Z', fill) +
  path('M22 -52C42 -34 52 -6 52 10C52 42 28 58 0 58C30 40 40 -4 22 -52Z', shade);

const ear = (color) =>
  stroke('M0 150C10 60 6 -40 0 -130', color, 9) +
  [-100, -64, -28, 8, 44]
    .map((y) =>
      path(
        `M-6 ${y + 30}C-46 ${y + 22} -52 ${y - 10} -44 ${y - 26}C-18 ${y - 18} -6 ${y + 4} -6 ${y + 30}ZM8 ${y + 30}C48 ${y + 22} 54 ${y - 10} 46 ${y - 26}C20 ${y - 18} 8 ${y + 4} 8 ${y + 30}Z`,
        color,
      ),
    )
    .join('');

const roll = (chance) => {
  const seeds = Array.from({ length: 13 }, () => {
    const [x, y, turn] = [(chance() - 0.5) * 130, -58 + chance() * 62, Math.round(chance() * 180)];
    return `<path d="M-9 0C-4 -6 5 -6 10 0C5 5 -4 5 -9 0Z" fill="${chance() > 0.3 ? '#f7e7c0' : INK}" transform="translate(${Math.round(x)} ${Math.round(y)})rotate(${turn})"/>`;
  });
  return (
    path('M-122 52C-140 -30 -70 -96 0 -96C70 -96 140 -30 122 52C90 74 -90 74 -122 52Z', '#b9702f') +
    path('M-96 -6C-84 -58 -44 -84 0 -84C48 -84 88 -56 98 -4C40 24 -40 24 -96 -6Z', '#d9954c') +
    seeds.join('')
  );
};

const crisp = (chance, fill, line) =>
  path(snipped(chance, 0, 0, 58, 42, 13, 0.08), fill) + stroke('M-36 -4C-14 -22 14 18 38 -2', line, 5);

export const fresh = {
  apricots: {
    paper: { ...DUCK, shadow: 0 },
    draw: (chance) =>
      board(130, 670) +
      [
        [256, 440],
        [544, 440],
        [400, 456],
        [320, 368],
        [482, 366],
      ]
        .map(([x, y], index) => place(apricot(chance), x, y, (index - 2) * 9))
        .join(''),
  },
  dates: {
    paper: { ground: '#e9cfa0', light: '#f6e4c2', table: '#b0603a', shade: '#914c2e', shadow: 270 },
    draw: (chance) => {
      const split =
        path(
          'M-104 4C-92 -44 60 -54 104 -6C92 42 -60 54 -104 4Z',
          '#7a3d26',
          'stroke="#3d1b10" stroke-width="6"',
        ) +
        path('M-80 2C-64 -28 50 -36 82 -2C62 30 -56 34 -80 2Z', '#e0a765') +
        path('M-50 0C-34 -14 30 -16 50 -1C32 13 -34 14 -50 0Z', '#8a5a38') +
        stroke('M-36 0H34', '#f0cf9a', 4);
      return (
        path(snipped(chance, 400, 478, 268, 46, 22, 0.012), RACE) +
        path(snipped(chance, 400, 470, 232, 32, 22, 0.012), SKY) +
        place(date, 300, 408, -14) +
        place(date, 500, 404, 16) +
        place(date, 396, 352, 4) +
        place(date, 274, 456, 6) +
        place(date, 548, 452, -8) +
        place(split, 410, 452, -5)
      );
    },
  },
  apples: {
    paper: OCHRE,
    draw: (chance) =>
      place(apple(chance, '#d8a028', BRICK), 282, 300, -8) +
      place(apple(chance, '#c9432b', '#9c2d20'), 520, 298, 10) +
      place(apple(chance, '#e0b13a', '#c9432b'), 402, 262, 0, 1.06) +
      path('M168 344H632L588 510H212Z', '#5d8a78') +
      path('M168 344H632L625 372H175Z', '#47705f') +
      stroke(
        'M232 394L246 490M290 394L298 490M348 394L352 490M452 394L448 490M510 394L502 490M568 394L554 490',
        '#47705f',
        7,
      ) +
      path(snipped(chance, 400, 440, 50, 42, 14, 0.03), CHALK) +
      place(apple(chance, BRICK, '#9c2d20'), 400, 446, 0, 0.34),
  },
  eggs: {
    paper: { ...CLAY, shadow: 270 },
    draw: () => {
      const back = [
        [262, 340],
        [400, 336],
        [538, 340],
      ].map(([x, y], index) =>
        place(egg(index === 1 ? '#f7ead2' : '#d99a63', index === 1 ? '#e3cfae' : '#bd7c48'), x, y, 0, 1.08),
      );
      const front = [
        [226, 414],
        [400, 410],
        [574, 414],
      ].map(([x, y], index) =>
        place(egg(index === 1 ? '#c98049' : '#f7ead2', index === 1 ? '#ab6532' : '#e3cfae'), x, y, 0, 1.22),
      );
      return (
        path('M152 176H648L664 404H136Z', '#a9aa94') +
        back.join('') +
        path('M142 372H658L664 402H136Z', '#8b8d78') +
        front.join('') +
        path(
          'M112 430L180 448L236 426L312 448L400 426L488 448L564 426L620 448L688 430L660 522H140Z',
          '#c2c3ac',
        ) +
        stroke('M200 490H330M470 490H600', '#8b8d78', 7)
      );
    },
  },
  cheddar: {
    paper: { ...DUCK, shadow: 0 },
    draw: (chance) =>
      board(130, 670) +
      path('M170 330L560 220L640 300L640 462H170Z', '#f0b95a') +
      path('M170 330L560 220L640 300L190 346Z', '#f8d894') +
      path('M560 220L640 300V462L612 462V300L548 232Z', '#a3622c') +
      path('M170 330L640 300L640 322L170 352Z', '#d99a3a') +
      gouges(chance, 200, 372, 370, 74, 12, '#d99a3a', 6) +
      path('M208 462L300 452L330 480L250 490Z', '#f8d894') +
      path('M330 474L380 462L404 484L352 490Z', '#f0b95a'),
  },
  sourdough: {
    paper: { ...SAND, table: '#8fa7a0', shade: '#768f88', shadow: 250 },
    draw: (chance) =>
      path(
        'M160 470C130 380 160 262 262 210C350 168 450 168 538 210C640 262 670 380 640 470C610 516 190 516 160 470Z',
        '#8a4a22',
      ) +
      path(
        'M184 442C164 370 192 280 280 236C360 200 440 200 520 236C608 280 636 370 616 442C560 484 240 484 184 442Z',
        '#b76c32',
      ) +
      gouges(chance, 206, 300, 120, 130, 8, '#e3b47b', 6) +
      gouges(chance, 480, 300, 120, 130, 8, '#e3b47b', 6) +
      place(ear('#f5e2bd'), 392, 336, 58, 1.14),
  },
  'seeded-rolls': {
    paper: { ground: '#dd9a8b', light: '#efc0b0', table: '#6d8f93', shade: '#58797e', shadow: 290 },
    draw: (chance) =>
      place(roll(chance), 400, 300, 0, 1.05) +
      place(roll(chance), 262, 436, -4, 1.1) +
      place(roll(chance), 540, 438, 4, 1.1),
  },
  'dark-chocolate': {
    paper: { ground: '#e2a294', light: '#f4cdbf', table: '#b5652f', shade: '#95502a', shadow: 260 },
    draw: (chance) => {
      const square = (x, y) =>
        path(`M${x} ${y}h92v76h-92Z`, '#4f2b1d') + path(`M${x + 14} ${y + 12}h64v50h-64Z`, '#6b3d2a');
      const bar =
        path('M-8 -8H396V176L330 160L290 248H-8Z', '#351b12') +
        [0, 1, 2, 3].map((column) => square(column * 97, 0)).join('') +
        [0, 1, 2].map((column) => square(column * 97, 82)).join('') +
        square(0, 164) +
        square(97, 164);
      const button =
        path(snipped(chance, 0, 0, 50, 34, 14, 0.03), '#351b12') +
        path(snipped(chance, 0, -8, 46, 29, 14, 0.03), '#6b3d2a') +
        stroke('M-22 -14C-10 -22 6 -22 16 -18', '#a86a4a', 5);
      return (
        place(bar, 236, 190, -10) +
        [
          [180, 490],
          [274, 510],
          [372, 494],
          [468, 512],
          [566, 490],
          [630, 512],
          [322, 452],
          [512, 446],
          [420, 442],
        ]
          .sort((a, b) => a[1] - b[1])
          .map(([x, y]) => place(button, x, y))
          .join('')
      );
    },
  },
  crisps: {
    paper: { ...OCHRE, shadow: 250 },
    draw: (chance) =>
      place(
        bag(chance, {
          color: RACE,
          fold: INK,
          mark: place(crisp(chance, WHEAT, '#c98b22'), 408, 316, -20, 1),
        }),
        -96,
        10,
        -7,
      ) +
      [
        [470, 500, 20],
        [560, 470, -18],
        [640, 512, 30],
        [548, 530, 4],
        [404, 528, -10],
        [690, 462, -40],
      ]
        .map(([x, y, turn], index) =>
          place(crisp(chance, index % 2 ? '#f0c04f' : '#e6a93a', '#b97a1e'), x, y, turn, 1.1),
        )
        .join(''),
  },
};
