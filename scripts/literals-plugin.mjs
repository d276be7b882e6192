/**
 * Takes the layout out of Lit's templates. Style sheets go through esbuild's CSS minifier; markup only
 * loses its indentation: a run of white space with a line break in it becomes that line break, which every
 * browser draws alike. Templates that hold preformatted text are left alone, and so are style sheets with
 * expressions in them.
 */
import { transform } from 'esbuild';
import { walkAst } from './walk-ast.mjs';

/** Modern CSS stays as it is written. */
export const MINIFY_CSS = { loader: 'css', minify: true, target: 'esnext', charset: 'utf8' };
const PREFORMATTED = /<(pre|textarea)[\s>]|white-space\s*:\s*pre/;

export function literals() {
  return {
    name: 'literals',
    async transform(code, id) {
      if (!/\.ts$/.test(id) || !/\b(css|html|svg)`/.test(code)) return null;
      const edits = [];
      for (const template of taggedTemplates(this.parse(code))) edits.push(...(await editsOf(template, id)));
      return edits.length ? { code: applyEdits(code, edits), map: null } : null;
    },
  };
}

function taggedTemplates(ast) {
  const found = [];
  walkAst(ast, (node) => {
    if (node.type === 'TaggedTemplateExpression' && /^(css|html|svg)$/.test(node.tag.name ?? ''))
      found.push(node);
  });
  return found;
}

async function editsOf({ tag, quasi }, id) {
  if (tag.name !== 'css') return quasi.quasis.map((part) => edit(part, collapse(part.value.cooked, quasi)));
  if (quasi.expressions.length) return [];
  const [part] = quasi.quasis;
  const { code, warnings } = await transform(part.value.cooked, {
    loader: 'css',
    minify: true,
    target: 'esnext',
  });
  if (warnings.length) throw new Error(`${id}: ${warnings.map(({ text }) => text).join('; ')}`);
  return [edit(part, code.trimEnd())];
}

function collapse(text, { quasis }) {
  return quasis.some(({ value }) => PREFORMATTED.test(value.cooked)) ? text : text.replace(/\s*\n\s*/g, '\n');
}

const edit = ({ start, end }, text) => ({ start, end, text: text.replace(/[\\`]|\$\{/g, '\\$&') });

/** @param edits replacements that do not overlap, in any order. */
export function applyEdits(code, edits) {
  const backwards = edits.toSorted((a, b) => b.start - a.start);
  return backwards.reduce(
    (text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end),
    code,
  );
}
