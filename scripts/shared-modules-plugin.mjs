/**
 * One Lit, whatever query the script's address carries.
 *
 * A chunk that imported `../punnet.js` would fetch a second copy beside a page's `punnet.js?v=3`. So the entry
 * publishes what its chunks need under a global symbol named by the build, and each chunk takes it from there.
 * Chunks are asked for with the build's id, so that no cache mixes two builds.
 */
import { applyEdits } from './literals-plugin.mjs';
import { walkAst } from './walk-ast.mjs';

/** @param buildId names the build; changes whenever the built code does. */
export function sharedModules({ buildId }) {
  const registry = `globalThis[Symbol.for(${JSON.stringify(`punnet:${buildId}`)})]`;
  return {
    name: 'shared-modules',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
      for (const chunk of chunks) {
        const ast = this.parse(chunk.code);
        chunk.code = chunk.isEntry ? publish(chunk, ast, registry) : chunk.code;
        if (!chunk.isEntry) chunk.code = borrow(chunk, ast, registry, entryNames(chunks));
      }
      for (const chunk of chunks) {
        chunk.code = fetchTogether(chunk.code, this.parse(chunk.code), chunks);
        chunk.code = pinImports(chunk.code, this.parse(chunk.code), buildId);
      }
    },
  };
}

const entryNames = (chunks) => chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName);

/** The entry's exports become an assignment; a second copy of the same build keeps the first's. */
function publish({ code, fileName, imports }, ast, registry) {
  if (imports.length)
    throw new Error(`${fileName} must have no static import, but imports ${imports.join(', ')}`);
  const exported = ast.body.filter(({ type }) => /^Export/.test(type));
  if (!exported.length) return code;
  const names = exported.flatMap(({ specifiers }) => specifiers ?? []);
  if (exported.some(({ declaration, source }) => declaration || source))
    throw new Error(`${fileName}: unexpected export`);
  const members = names.map(({ exported, local }) => `${exported.name}:${local.name}`);
  const rest = applyEdits(
    code,
    exported.map(({ start, end }) => ({ start, end, text: '' })),
  ).trimEnd();
  return `${rest}\n${registry}??={${members.join(',')}};\n`;
}

function borrow({ code, fileName }, ast, registry, entries) {
  const isEntry = (source) => entries.some((name) => source.split('/').at(-1) === name);
  walkAst(ast, ({ type, source }) => {
    if (type === 'ImportExpression' && isEntry(String(source.value)))
      throw new Error(`${fileName} imports a module of ${source.value} with import(); import it statically`);
  });
  const imports = ast.body.filter(
    ({ type, source }) => type !== 'ExpressionStatement' && source && isEntry(source.value),
  );
  return applyEdits(
    code,
    imports.map(({ type, start, end, specifiers }) => {
      if (type !== 'ImportDeclaration')
        throw new Error(`${fileName} hands on exports of the entry; import them where they are used`);
      return { start, end, text: specifiers.length ? `const ${pattern(specifiers)}=${registry};` : '' };
    }),
  );
}

function pattern(specifiers) {
  const [first] = specifiers;
  if (first.type === 'ImportNamespaceSpecifier') return first.local.name;
  return `{${specifiers.map(({ imported, local }) => `${imported.name}:${local.name}`).join(',')}}`;
}

/** A chunk and what it imports are asked for in one go; a browser would only find the second in the first. */
function fetchTogether(code, ast, chunks) {
  const edits = [];
  walkAst(ast, ({ type, source, start, end }) => {
    if (type !== 'ImportExpression') return;
    const [folder, name] = String(source.value).split(/(?<=\/)(?=[^/]*$)/);
    const chunk = chunks.find(({ fileName }) => fileName.endsWith(`/${name}`));
    const others = chunk?.imports.filter((file) => !chunks.find(({ fileName }) => fileName === file).isEntry);
    if (!others?.length) return;
    const files = [name, ...others.map((file) => file.split('/').at(-1))];
    const imports = files.map((file) => `import(${JSON.stringify(folder + file)})`);
    edits.push({ start, end, text: `Promise.all([${imports.join(',')}]).then(e=>e[0])` });
  });
  return applyEdits(code, edits);
}

function pinImports(code, ast, buildId) {
  const edits = [];
  walkAst(ast, ({ source, type }) => {
    const isImport = /^(Import|Export)/.test(type) && source?.type === 'Literal';
    if (!isImport || !/^\.{1,2}\//.test(source.value)) return;
    edits.push({ start: source.start, end: source.end, text: JSON.stringify(`${source.value}?${buildId}`) });
  });
  return applyEdits(code, edits);
}
