/** Which built files load together: what a chunk imports statically, and so on. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { parseAst } from 'rollup/parseAst';

import { walkAst } from './walk-ast.mjs';

/** @param files names below dist/, with what they are asked to load from dist/chunks/ */
export function closureOf(files) {
  const found = new Set();
  const add = (file) => {
    if (found.has(file)) return;
    found.add(file);
    if (file.endsWith('.js')) for (const name of importsOf(file)) add(`chunks/${basename(name, '.js')}.js`);
  };
  files.forEach(add);
  return [...found];
}

function importsOf(file) {
  const sources = [];
  walkAst(parseAst(readFileSync(`dist/${file}`, 'utf8')), ({ type, source }) => {
    if (/^(Import|Export)\w*Declaration$/.test(type) && source) sources.push(source.value.split('?')[0]);
  });
  return sources;
}
