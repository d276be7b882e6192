/**
 * Writes Lit's property decorators as the static `properties` that they stand for. esbuild makes of each a call at
 * run time, with a helper of its own in every module; Lit reads the same options from one table in the class.
 */
import { applyEdits } from './literals-plugin.mjs';

const HELPER = '__decorateClass';
/** What `@state()` adds to its options; see lit/decorators/state. */
const STATE = 'state: true, attribute: false';

export function properties() {
  return {
    name: 'properties',
    transform(code, id) {
      if (!/\.ts$/.test(id) || !code.includes(HELPER)) return null;
      const calls = this.parse(code).body.flatMap((statement) => toCall(statement, code, id));
      const edits = calls.map(({ owner, start, end }, i) => {
        const own = calls.filter((call) => call.owner === owner);
        const table = own.map(({ name, options }) => `${name}: ${options}`).join(', ');
        const isLast = i === calls.indexOf(own.at(-1));
        return { start, end, text: isLast ? `${owner}.properties = { ${table} };` : '' };
      });
      return { code: applyEdits(code, edits), map: null };
    },
  };
}

function toCall({ type, expression, start, end }, code, id) {
  if (type !== 'ExpressionStatement' || expression.callee?.name !== HELPER) return [];
  const [decorators, target, name] = expression.arguments;
  const [decorator, other] = decorators.elements;
  const kind = decorator.callee?.name;
  if (other || !['property', 'state'].includes(kind) || target.property?.name !== 'prototype')
    throw new Error(`${id}: only @property() and @state() are known: ${code.slice(start, end)}`);
  const [given] = decorator.arguments;
  const options = given ? code.slice(given.start, given.end) : '{}';
  return [
    {
      owner: target.object.name,
      name: name.value,
      options: kind === 'state' ? `{ ${STATE} }` : options,
      start,
      end,
    },
  ];
}
