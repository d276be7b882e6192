/** What is scooped: grains, pulses, nuts and seeds, each `{paper, draw}` under its product's id. */
import { BRICK, CHALK, INK, RACE, SKY, WHEAT, gouges, heap, path, place, snipped, stroke } from './paper.mjs';
import { bag, bowl, jar, scoop } from './vessels.mjs';

const OCHRE = { ground: '#e3a33b', light: '#f2c35f', table: '#b5652f', shade: '#95502a' };
const CLAY = { ground: '#d3764f', light: '#e7a078', table: '#8f3f2b', shade: '#753223' };
const SAND = { ground: '#e9cfa0', light: '#f6e4c2', table: '#c4834a', shade: '#a56a38' };
const ROSE = { ground: '#e2a294', light: '#f2c5b6', table: '#a9543f', shade: '#8c4333' };

const flake = (fill, line) =>
  path('M-24 2L-16 -12L2 -16L20 -9L25 4L12 15L-10 15Z', fill) + stroke('M-15 2C-4 -2 6 -1 16 3', line, 3);
const grain = (fill) => path('M-26 0C-14 -9 14 -9 26 0C14 8 -14 8 -26 0Z', fill);
const pea = (fill, mark) =>
  path('M-17 -4L-8 -16L8 -16L17 -4L13 12L0 18L-14 11Z', fill) + stroke('M-4 -7C0 -2 5 -2 8 -6', mark, 3);
const almond = (fill, line) =>
  path('M-34 0C-20 -24 14 -22 36 0C14 20 -20 22 -34 0Z', fill) +
  stroke('M-22 -2C-6 -8 8 -7 22 0M-18 7C-4 11 8 9 18 5', line, 3);
const seed = (fill, line) =>
  path('M-24 0C-14 -15 10 -14 25 0C10 13 -14 14 -24 0Z', fill) + stroke('M-14 0H12', line, 3);

const tube = (fill, end) =>
  path('M-46 -16L36 -16L48 16L-34 16Z', fill) +
  path('M36 -16C48 -14 54 8 48 16C38 12 32 -6 36 -16Z', end) +
  stroke('M-38 -6H32M-34 6H38', end, 3);

const wheatEar = (color) =>
  stroke('M0 0C-6 -60 -8 -120 0 -190', color, 7) +
  [0, 1, 2, 3, 4]
    .map((row) => {
      const y = -84 - row * 26;
      return path(
        `M-4 ${y}C-34 ${y - 6} -38 ${y - 30} -30 ${y - 42}C-10 ${y - 34} -2 ${y - 18} -4 ${y}ZM0 ${y}C30 ${y - 6} 34 ${y - 30} 26 ${y - 42}C6 ${y - 34} -2 ${y - 18} 0 ${y}Z`,
        color,
      );
    })
    .join('') +
  stroke('M-22 -228L-34 -262M0 -226V-270M20 -228L32 -262', color, 5);

const walnut = (chance) =>
  path(snipped(chance, 0, 0, 78, 70, 16, 0.03), '#b07a45') +
  stroke('M0 -70C-10 -30 10 20 0 70', '#6d4423', 7) +
  stroke(
    'M-50 -32C-34 -24 -36 -6 -50 4M-38 34C-26 26 -22 40 -28 52M-30 -54C-20 -44 -18 -30 -26 -20M46 -34C30 -24 32 -4 48 4M34 34C24 26 18 40 26 54M28 -56C20 -46 16 -34 24 -22',
    '#6d4423',
    5,
  );

const openWalnut = (chance) =>
  path(snipped(chance, 0, 0, 88, 78, 16, 0.03), '#8a5a30') +
  path(snipped(chance, 0, 0, 72, 63, 16, 0.03), '#f0d9ae') +
  path('M-6 -50C-30 -56 -56 -34 -54 -8C-60 16 -40 44 -14 46C-4 40 -6 -40 -6 -50Z', '#c98e4f') +
  path('M8 -50C32 -56 56 -34 54 -8C60 16 40 44 16 46C6 40 8 -40 8 -50Z', '#c98e4f') +
  stroke(
    'M-40 -18C-28 -22 -24 -10 -32 0M-38 22C-28 16 -20 24 -22 34M40 -18C28 -22 24 -10 32 0M38 22C28 16 20 24 22 34',
    '#8a5a30',
    5,
  );

export const dryGoods = {
  oats: {
    paper: OCHRE,
    draw: (chance) =>
      bowl(chance, {
        color: RACE,
        band: SKY,
        fill: '#d8b27a',
        gap: 29,
        most: 50,
        pieces: [flake('#f3e0b8', '#c39a5e'), flake('#e8cb95', '#b58a4f')],
      }),
  },
  'basmati-rice': {
    paper: ROSE,
    draw: (chance) =>
      scoop(chance, {
        fill: '#b98a55',
        gap: 22,
        most: 62,
        pieces: [grain('#ecd9b0'), grain('#dcbf8a'), grain('#cfa76b')],
      }),
  },
  penne: {
    paper: CLAY,
    draw: (chance) =>
      jar(chance, {
        fill: '#b9823f',
        gap: 40,
        most: 28,
        inset: 26,
        label: BRICK,
        pieces: [tube('#e6b766', '#9c6429'), tube('#d9a24e', '#8a5522')],
        mark: place(tube('#e6b766', '#9c6429'), 398, 372, -28),
      }) +
      place(tube('#e6b766', '#9c6429'), 634, 508, -8, 1.15) +
      place(tube('#d9a24e', '#8a5522'), 172, 520, 14, 1.15),
  },
  'wholemeal-flour': {
    paper: OCHRE,
    draw: (chance) =>
      path(heap(chance, 262, 542, 300, 116), '#f3e4c6') +
      gouges(chance, 320, 214, 160, 70, 12, '#d3b486', 4) +
      path('M240 284L556 276L592 490L572 514H232L212 490Z', '#dcc39a') +
      path('M228 268L392 282L566 264L574 312L400 330L222 316Z', '#b99763') +
      stroke('M262 350L246 486M546 346L566 484M330 352L324 410M470 352L478 402', '#b99763', 5) +
      path(snipped(chance, 402, 416, 66, 66, 16, 0.02), BRICK) +
      place(wheatEar(CHALK), 402, 462, 0, 0.42) +
      place(wheatEar('#7a4a1e'), 640, 520, 12, 1),
  },
  'red-lentils': {
    paper: SAND,
    draw: (chance) =>
      jar(chance, {
        fill: '#c9542a',
        gap: 20,
        most: 60,
        label: BRICK,
        pieces: [
          path(snipped(chance, 0, 0, 13, 10, 9, 0.05), '#ef8f4c'),
          path(snipped(chance, 0, 0, 13, 10, 9, 0.05), '#e2703a'),
        ],
        mark:
          path(snipped(chance, 376, 366, 24, 19, 12, 0.04), '#e2703a') +
          path(snipped(chance, 424, 384, 24, 19, 12, 0.04), '#ef8f4c'),
      }),
  },
  chickpeas: {
    paper: CLAY,
    draw: (chance) =>
      bowl(chance, {
        color: WHEAT,
        band: BRICK,
        fill: '#c79552',
        gap: 31,
        most: 44,
        pieces: [pea('#f0d49a', '#b98a4b'), pea('#e5c07d', '#aa7a3c')],
      }),
  },
  'carlin-peas': {
    paper: SAND,
    draw: (chance) =>
      scoop(chance, {
        fill: '#4d2c1c',
        gap: 25,
        most: 56,
        pieces: [
          place(pea('#8a5433', '#4d2c1c'), 0, 0, 0, 0.78),
          place(pea('#74432a', '#3c2115'), 0, 0, 0, 0.78),
        ],
      }),
  },
  almonds: {
    paper: ROSE,
    draw: (chance) =>
      bowl(chance, {
        color: INK,
        band: WHEAT,
        fill: '#7d4523',
        gap: 42,
        most: 30,
        rise: 132,
        pieces: [almond('#b8733c', '#7d4523'), almond('#a8632f', '#6d3a1b')],
      }),
  },
  walnuts: {
    paper: { ...OCHRE, shadow: 270 },
    draw: (chance) =>
      place(walnut(chance), 268, 430, -18, 1.12) +
      place(walnut(chance), 410, 330, 12, 1.12) +
      place(openWalnut(chance), 526, 434, 10, 1.12),
  },
  'pumpkin-seeds': {
    paper: OCHRE,
    draw: (chance) =>
      scoop(chance, {
        fill: '#3f5a2f',
        gap: 27,
        most: 52,
        pieces: [seed('#8fa45c', '#566f37'), seed('#7b9350', '#47602d')],
      }),
  },
  coffee: {
    paper: CLAY,
    draw: (chance) => {
      const bean =
        path('M-32 0C-26 -24 24 -26 33 0C26 23 -24 25 -32 0Z', '#4a2a1a') +
        stroke('M-24 4C-8 -8 8 10 25 -3', '#8a5a38', 5);
      const beans = [
        [196, 520, 12],
        [256, 496, -30],
        [330, 528, 40],
        [560, 522, -12],
        [622, 500, 28],
        [470, 536, 0],
        [694, 530, -20],
        [400, 512, 16],
      ];
      return (
        bag(chance, {
          color: '#31485f',
          fold: INK,
          mark: place(bean, 392, 306, -40, 1.2) + place(bean, 428, 334, 20, 1.2),
        }) + beans.map(([x, y, turn]) => place(bean, x, y, turn)).join('')
      );
    },
  },
  'sea-salt': {
    paper: { ground: '#7fa9a8', light: '#a9cbc7', table: '#c07d4b', shade: '#a0643a' },
    draw: (chance) => {
      const crystal = (fill, line) => path('M-20 10L0 -18L21 9L2 16Z', fill) + stroke('M0 -16L2 14', line, 3);
      return bowl(chance, {
        color: BRICK,
        band: CHALK,
        fill: '#d3dfe0',
        gap: 30,
        most: 42,
        rise: 108,
        pieces: [crystal(CHALK, '#a9bcc0'), crystal('#eaf1f0', '#9db2b8')],
      });
    },
  },
};
