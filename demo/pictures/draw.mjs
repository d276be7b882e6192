/**
 * Draws Millrace's pictures: `node demo/pictures/draw.mjs` writes one SVG for each
 * product of the catalog beside this file, with the mill and the shop's mark, and
 * stops at a product that it cannot draw.
 */
import { readFileSync, writeFileSync } from 'node:fs';

import { dryGoods } from './dry-goods.mjs';
import { fresh } from './fresh.mjs';
import { larder } from './larder.mjs';
import { drawMark, drawMill } from './mill.mjs';
import { createChance, sheet } from './paper.mjs';

const MOST_BYTES = 6000;
const foods = { ...dryGoods, ...larder, ...fresh };
const catalog = JSON.parse(readFileSync(new URL('../catalog.json', import.meta.url), 'utf8'));

function drawPicture(id) {
  const food = foods[id];
  if (!food) throw new Error(`No drawing for the product "${id}". Add one to dry-goods, larder or fresh.`);
  const chance = createChance(id);
  const body =
    sheet(chance, food.paper) + `<g transform="translate(-40 -52)scale(1.1)">${food.draw(chance)}</g>`;
  const svg = toSvg('0 0 800 600', body);
  if (svg.length > MOST_BYTES)
    throw new Error(`The picture of "${id}" is ${svg.length} bytes; the most is ${MOST_BYTES}.`);
  return svg;
}

/** With its size, so that a page can leave room for it. */
function toSvg(box, body) {
  const [, , width, height] = box.split(' ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${width}" height="${height}">${body}</svg>\n`;
}

const write = (name, svg) => writeFileSync(new URL(`${name}.svg`, import.meta.url), svg);

for (const { id } of catalog.products) write(id, drawPicture(id));
write('mill', toSvg('0 0 1200 900', drawMill(createChance('mill'))));
write('mark', toSvg('-200 -200 400 400', drawMark()));
