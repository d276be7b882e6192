/**
 * Draws Millrace's pictures: `node demo/pictures/draw.mjs` writes one SVG for each
 * product of the catalog beside this file, and stops at one it cannot draw.
 */
import { readFileSync, writeFileSync } from 'node:fs';

import { dryGoods } from './dry-goods.mjs';
import { fresh } from './fresh.mjs';
import { larder } from './larder.mjs';
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
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600" width="800" height="600">${body}</svg>\n`;
  if (svg.length > MOST_BYTES)
    throw new Error(`The picture of "${id}" is ${svg.length} bytes; the most is ${MOST_BYTES}.`);
  return svg;
}

for (const { id } of catalog.products) {
  writeFileSync(new URL(`${id}.svg`, import.meta.url), drawPicture(id));
}
