/** The mill on its race: the big picture of Millrace's home page, and the wheel that is its mark. */
import { BRICK, CHALK, INK, KRAFT, RACE, SKY, WHEAT, WOOD, gouges, path, snipped, stroke } from './paper.mjs';

const PAPER_SKY = '#f3c978';
const HILL = '#d3764f';
const FIELD = '#e3a33b';
const BANK = '#4c7a45';

/** A wheel of eight spokes and sixteen paddles, round 0,0. */
function wheel(radius, wood, dark) {
  const paddles = Array.from({ length: 16 }, (_, index) => {
    const turn = index * 22.5;
    return `<path d="M-9 ${-radius - 16}h18v46h-18Z" transform="rotate(${turn})" fill="${dark}"/>`;
  });
  const spokes = [0, 45, 90, 135].map(
    (turn) => `<path d="M-7 ${-radius}h14v${radius * 2}h-14Z" transform="rotate(${turn})" fill="${wood}"/>`,
  );
  const ring = (reach, width) =>
    `<circle r="${reach}" fill="none" stroke="${wood}" stroke-width="${width}"/>`;
  return `${paddles.join('')}${spokes.join('')}${ring(radius, 20)}${ring(radius * 0.62, 12)}<circle r="20" fill="${dark}"/>`;
}

const windowAt = (x, y) =>
  path(`M${x} ${y}h46v62h-46Z`, INK) + stroke(`M${x + 23} ${y}v62M${x} ${y + 30}h46`, CHALK, 5);

const ear = (x, y, size, color) =>
  `<g transform="translate(${x} ${y})scale(${size})">${stroke('M0 0C-6 -60 -8 -120 0 -200', color, 9)}${[
    0, 1, 2, 3,
  ]
    .map((row) => {
      const top = -96 - row * 32;
      return path(
        `M-4 ${top}C-38 ${top - 8} -42 ${top - 34} -34 ${top - 48}C-12 ${top - 38} -2 ${top - 20} -4 ${top}ZM2 ${top}C36 ${top - 8} 40 ${top - 34} 32 ${top - 48}C10 ${top - 38} 0 ${top - 20} 2 ${top}Z`,
        color,
      );
    })
    .join('')}</g>`;

export function drawMill(chance) {
  return [
    `<rect width="1200" height="900" fill="${PAPER_SKY}"/>`,
    path(snipped(chance, 870, 300, 190, 190, 24, 0.016), '#fbe7b5'),
    path('M0 470L150 380L330 430L520 330L700 420L900 350L1060 410L1200 360V700H0Z', HILL),
    path('M0 540L220 470L480 520L760 460L1000 510L1200 470V720H0Z', FIELD),
    gouges(chance, 20, 540, 1160, 70, 30, '#b97a24', 6),
    path('M250 300L430 170L620 300V660H250Z', CHALK),
    path('M222 312L430 150L648 312L622 340L430 198L248 340Z', BRICK),
    path('M610 430H850V660H610Z', '#f0e2c4'),
    path('M592 436L640 356H830L872 436Z', BRICK),
    stroke('M640 372L616 424M690 366V424M740 366V424M790 366L800 424M830 372L850 424', '#8f2f1a', 6),
    windowAt(330, 330) + windowAt(480, 330) + windowAt(330, 450) + windowAt(700, 480) + windowAt(776, 480),
    path('M408 420h52v60h-52Z', WOOD) + stroke('M434 420v60', INK, 4),
    path('M404 270a28 28 0 1 0 56 0a28 28 0 1 0 -56 0Z', INK),
    path('M470 560h84v100h-84Z', RACE) + stroke('M512 560v100', INK, 5),
    gouges(chance, 262, 560, 190, 90, 12, '#e2cfa6', 6),
    path('M0 640L180 620L420 660L640 640L900 664L1200 630V900H0Z', BANK),
    gouges(chance, 10, 668, 420, 50, 10, '#366034', 6),
    path('M160 900C300 800 520 740 760 716C920 700 1080 700 1200 690V900Z', RACE),
    path('M340 900C460 830 640 780 820 758C980 740 1100 742 1200 736V800C1040 806 820 836 640 900Z', SKY),
    gouges(chance, 560, 770, 600, 110, 26, CHALK, 7),
    path('M596 520h38v190h-38Z', INK),
    `<g transform="translate(612 610)">${wheel(132, WOOD, INK)}</g>`,
    stroke('M520 756C560 736 660 730 716 748M548 776C600 760 650 758 690 766', CHALK, 8),
    ear(70, 900, 1.35, INK) +
      ear(150, 920, 1.7, BRICK) +
      ear(238, 910, 1.2, KRAFT) +
      ear(20, 930, 1.6, WHEAT),
  ].join('');
}

/** The shop's mark, small enough for a tab. */
export const drawMark = () => `<circle r="200" fill="${RACE}"/>${wheel(128, CHALK, WHEAT)}`;
