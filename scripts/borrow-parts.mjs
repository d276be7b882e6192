/**
 * Takes declarations out of modules that the engine has in it already, and imports the engine's in their place.
 * Works on single exports: what else a module declares stays, and finds the engine's under the same names.
 */
import { applyEdits } from './literals-plugin.mjs';
import { walkAst } from './walk-ast.mjs';

const PART = '\0part:';
const REMARK = /\/\*\s*[@#]__NO_SIDE_EFFECTS__\s*\*\/\s*$/;

/** A rollup plugin; with `borrowed(ids)`, which says what parts a bundle of these modules has come to use. */
export function borrowParts(parts) {
  return {
    name: 'borrow-parts',
    resolveId: (id) => (id.startsWith(PART) ? { id, moduleSideEffects: false } : null),
    load: (id) => (id.startsWith(PART) ? `export default punnetParts[${id.slice(PART.length)}];` : null),
    transform: {
      order: 'post',
      handler(code, id) {
        if (id.startsWith(PART)) return null;
        const ast = this.parse(code);
        const names = new Map(parts.flatMap(({ module, name }, i) => (module === id ? [[name, i]] : [])));
        const borrowed = borrow(code, ast, names);
        // What is taken out needs no mark, and an edit inside another would cut the code in two.
        const stays = ({ start }) => !borrowed.some((edit) => edit.start <= start && start < edit.end);
        const edits = [...borrowed, ...markPure(ast).filter(stays)];
        return edits.length ? { code: applyEdits(code, edits), map: null } : null;
      },
    },
    borrowed: (ids) => ids.filter((id) => id.startsWith(PART)).map((id) => parts[id.slice(PART.length)]),
  };
}

/** In place of each declaration that has a part, an import of it under its own name. */
function borrow(code, ast, names) {
  return ast.body.flatMap((statement) => {
    const declaration = statement.declaration ?? statement;
    const name = declaredName(declaration);
    if (statement.type === 'ExportDefaultDeclaration' || !names.has(name)) return [];
    const from = JSON.stringify(PART + names.get(name));
    const exported = statement === declaration ? '' : `export { ${name} };`;
    const text = `import ${name} from ${from};${exported}`;
    // What is said of the declaration goes with it.
    const [remark = ''] = REMARK.exec(code.slice(0, statement.start)) ?? [];
    return [{ start: statement.start - remark.length, end: statement.end, text }];
  });
}

function declaredName({ type, id, declarations }) {
  if (type === 'FunctionDeclaration' || type === 'ClassDeclaration') return id.name;
  return type === 'VariableDeclaration' && declarations.length === 1 ? declarations[0].id.name : undefined;
}

/** valibot says of its functions that they only make a value; what is borrowed can't say so, the calls can. */
function markPure(ast) {
  const namespace = ast.body
    .filter(({ type, source }) => type === 'ImportDeclaration' && source.value === 'valibot')
    .flatMap(({ specifiers }) => specifiers)
    .find(({ type }) => type === 'ImportNamespaceSpecifier')?.local.name;
  const edits = [];
  if (!namespace) return edits;
  walkAst(ast, ({ type, callee, start }) => {
    if (type === 'CallExpression' && callee.object?.name === namespace)
      edits.push({ start, end: start, text: '/*@__PURE__*/' });
  });
  return edits;
}
