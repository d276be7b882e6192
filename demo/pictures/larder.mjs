/** What is poured and spread, and what cleans up after: `{paper, draw}` under each product's id. */
import { BRICK, CHALK, INK, LEAF, RACE, SKY, WHEAT, WOOD, path, place, snipped, stroke } from './paper.mjs';
import { bottle, leafSpray, pot } from './vessels.mjs';

const PEACH = { ground: '#efb98b', light: '#f9d8b6', table: '#b0603a', shade: '#914c2e' };
const OCHRE = { ground: '#e3a33b', light: '#f2c35f', table: '#a3572d', shade: '#864525' };
const ROSE = { ground: '#dd9a8b', light: '#efc0b0', table: '#9c4a38', shade: '#803b2d' };
const MOSS = { ground: '#c9b765', light: '#e2d592', table: '#9a6a35', shade: '#7f562a' };

const drop = (fill) =>
  path('M0 -34C14 -12 24 2 24 16C24 32 12 40 0 40C-12 40 -24 32 -24 16C-24 2 -14 -12 0 -34Z', fill);
const olive = (fill, shine) =>
  path('M-22 0C-20 -22 20 -22 22 0C20 24 -20 24 -22 0Z', fill) + stroke('M-8 -8C-4 -11 2 -11 5 -9', shine, 4);
const flower = (fill, heart) =>
  [0, 90, 180, 270]
    .map(
      (turn) =>
        `<g transform="rotate(${turn})">${path('M0 0C-26 -14 -26 -46 0 -52C26 -46 26 -14 0 0Z', fill)}</g>`,
    )
    .join('') + path('M-10 -4L0 -12L10 -4L8 9L-8 9Z', heart);

const dipper =
  stroke('M0 0L118 -206', WOOD, 18) +
  path('M-44 -8L-2 -54L44 -28L40 34L-8 66L-46 40Z', WOOD) +
  stroke('M-34 2L22 -36M-36 22L36 -20M-28 40L38 2M-8 52L36 24', '#7d4523', 6);

export const larder = {
  'olive-oil': {
    paper: { ...PEACH, shadow: 190 },
    draw: () =>
      bottle({
        glass: '#3f5b35',
        shine: '#7f9a66',
        cap: INK,
        label: LEAF,
        mark:
          place(olive('#5d7f46', CHALK), 382, 390, -24, 1.1) +
          place(olive('#3f5b35', SKY), 424, 370, 20, 1.1),
      }) +
      place(leafSpray(LEAF, '#bcd09a'), 510, 522, 0, 1) +
      place(olive('#5d7f46', CHALK), 566, 512) +
      place(olive('#3f5b35', SKY), 226, 520, 20),
  },
  'rapeseed-oil': {
    paper: { ground: '#8fb0ad', light: '#b9d2cc', table: '#b0703f', shade: '#925a31', shadow: 190 },
    draw: () =>
      bottle({
        glass: '#e9a720',
        shine: '#f9dc7e',
        cap: BRICK,
        label: BRICK,
        mark: place(flower(WHEAT, BRICK), 400, 378, 45, 0.7),
      }) +
      stroke('M600 520C598 440 604 380 620 300M604 430C628 410 644 400 660 396', '#3f6a45', 9) +
      place(flower('#f7c531', BRICK), 622, 290, 20, 1.15) +
      place(flower('#f7c531', BRICK), 672, 390, 60, 0.9) +
      place(flower('#f7c531', BRICK), 566, 372, 0, 0.8) +
      stroke('M602 440C590 420 580 404 572 388', '#3f6a45', 7),
  },
  mustard: {
    paper: ROSE,
    draw: (chance) => {
      const seeds = Array.from({ length: 9 }, (_, index) =>
        path(
          snipped(chance, 352 + (index % 3) * 48, 358 + Math.floor(index / 3) * 30, 11, 10, 9, 0.06),
          index % 2 ? '#7d5120' : '#c98b22',
        ),
      );
      const specks = Array.from({ length: 40 }, () =>
        path(
          snipped(
            chance,
            268 + chance() * 264,
            300 + chance() * 26 + (chance() > 0.5 ? 174 : 0) * 0.98,
            7,
            6,
            7,
            0.08,
          ),
          chance() > 0.5 ? '#7d5120' : '#f0cf74',
        ),
      );
      return pot(chance, {
        fill: '#c98b22',
        lid: INK,
        label: BRICK,
        top: specks.join(''),
        mark: seeds.join(''),
      });
    },
  },
  honey: {
    paper: MOSS,
    draw: (chance) => {
      const cell = (x, y) =>
        path(
          `M${x} ${y - 26}L${x + 23} ${y - 13}V${y + 13}L${x} ${y + 26}L${x - 23} ${y + 13}V${y - 13}Z`,
          '#e39a1e',
        );
      return (
        pot(chance, {
          fill: '#e39a1e',
          lid: WHEAT,
          label: '#b8741a',
          mark: cell(374, 372) + cell(424, 372) + cell(399, 415),
        }) +
        path('M544 520C550 486 624 482 674 496C710 504 706 528 674 532C624 540 564 540 544 520Z', '#e39a1e') +
        place(dipper, 616, 480, -4)
      );
    },
  },
  'peanut-butter': {
    paper: OCHRE,
    draw: (chance) => {
      const nut =
        path(
          'M-52 -6C-50 -34 -14 -36 0 -20C16 -36 50 -30 52 -2C52 28 16 34 0 18C-14 34 -50 26 -52 -6Z',
          '#d9a35f',
        ) + stroke('M-36 -10L-22 10M-20 -16L-10 2M14 -8L26 10M32 -16L42 4', '#9a6330', 5);
      const swirl =
        path('M252 246C254 196 320 170 400 172C484 170 546 198 548 246C520 268 280 268 252 246Z', '#b97838') +
        stroke(
          'M300 236C316 204 420 186 484 214C516 232 470 250 420 240C384 232 400 212 430 216',
          '#e2ad6b',
          10,
        );
      return (
        pot(chance, { fill: '#b97838', label: BRICK, top: swirl, mark: place(nut, 400, 384, -14) }) +
        place(nut, 160, 516, 20, 1.05) +
        place(nut, 664, 512, -24, 1.05)
      );
    },
  },
  milk: {
    paper: { ground: '#d98a63', light: '#eeb48f', table: '#8a4a36', shade: '#713a2a', shadow: 170 },
    draw: (chance) =>
      path(
        'M352 108H448V190C450 232 498 258 498 316V488C498 508 486 520 466 520H334C314 520 302 508 302 488V316C302 258 350 232 352 190Z',
        '#d9e8e4',
      ) +
      path(
        'M362 210H438C450 246 486 268 486 320V482C486 498 476 508 462 508H338C324 508 314 498 314 482V320C314 268 350 246 362 210Z',
        CHALK,
      ) +
      path(
        'M362 210H438C442 226 450 240 458 250C430 262 372 262 342 250C350 240 358 226 362 210Z',
        '#f4e3b5',
      ) +
      path('M340 76H460V120H340Z', RACE) +
      stroke('M360 86V112M386 86V112M414 86V112M440 86V112', SKY, 5) +
      path(snipped(chance, 402, 388, 68, 68, 18, 0.02), RACE) +
      place(drop(CHALK), 402, 384) +
      stroke('M330 330C334 300 350 286 362 268', SKY, 7),
  },
  'washing-up-liquid': {
    paper: { ground: '#e8c98f', light: '#f6e2ba', table: '#9fb8a8', shade: '#86a091', shadow: 180 },
    draw: (chance) => {
      const bubbles = [
        [206, 300, 34],
        [262, 220, 20],
        [584, 236, 44],
        [640, 330, 24],
        [560, 150, 16],
        [180, 470, 46],
        [630, 482, 58],
        [246, 496, 26],
      ];
      const lemon =
        path('M-62 0C-46 -46 40 -48 58 -8C76 -4 76 6 58 10C40 46 -46 44 -62 0Z', WHEAT) +
        stroke('M-36 -12C-20 -26 8 -30 26 -20', CHALK, 6);
      return (
        bottle({
          glass: '#7fae9f',
          shine: '#d3e6dc',
          cap: BRICK,
          label: RACE,
          neck: 116,
          mark: place(lemon, 400, 384, -16, 0.8),
        }) +
        bubbles
          .map(
            ([x, y, r]) =>
              path(snipped(chance, x, y, r, r, 14, 0.03), '#d3e6e2') +
              stroke(
                `M${x - r * 0.5} ${y - r * 0.1}C${x - r * 0.45} ${y - r * 0.4} ${x - r * 0.2} ${y - r * 0.55} ${x} ${y - r * 0.55}`,
                CHALK,
                5,
              ),
          )
          .join('')
      );
    },
  },
};
