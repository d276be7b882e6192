/**
 * What is wrong with the script beside TFLite's WebAssembly, put right as it is built: five of its functions make
 * code of text, which a strict content policy refuses, and its end looks for loaders of other days. Each of the five
 * is put in again as a closure that does the same; nothing of the package lies in this repository. A version that is
 * not as this one ends the build.
 */
import { parseAst } from 'rollup/parseAst';

import { applyEdits } from './literals-plugin.mjs';
import { walkAst } from './walk-ast.mjs';

const FACTORY = 'tflite_web_api_ModuleFactory';

/* The names that these use are the glue's own, and are looked up there. */
/* global makeLegalFunctionName, throwBindingError, runDestructors, requireRegisteredType, Emval, HEAPU32 */
/* global emval_lookupTypes, emval_registeredMethods, emval_addMethodCaller */
const CLOSURES = [
  function createNamedFunction(name, body) {
    const named = function (...given) {
      return body.apply(this, given);
    };
    return Object.defineProperty(named, 'name', { value: makeLegalFunctionName(name) });
  },

  function craftInvokerFunction(humanName, [result, self, ...types], classType, invoke, target) {
    const isMethod = self !== null && classType !== null;
    const wires = isMethod ? [self, ...types] : types;
    // Types that don't say how one of them is cleared put that on a list as they are handed over.
    const clears = [self, ...types].some((type) => type !== null && type.destructorFunction === undefined);
    return function (...given) {
      if (given.length !== types.length)
        throwBindingError(
          `${humanName} takes ${types.length} arguments, and was called with ${given.length}`,
        );
      const destructors = clears ? [] : null;
      const values = isMethod ? [this, ...given] : given;
      const wired = wires.map((type, at) => type.toWireType(destructors, values[at]));
      const returned = invoke(target, ...wired);
      if (clears) runDestructors(destructors);
      else wires.forEach(({ destructorFunction }, at) => destructorFunction?.(wired[at]));
      return result.name === 'void' ? undefined : result.fromWireType(returned);
    };
  },

  function __emval_get_method_caller(count, address) {
    const [result, ...types] = emval_lookupTypes(count, address);
    const signature = `${result.name}_$${types.map(({ name }) => name).join('_')}$`;
    emval_registeredMethods[signature] ??= emval_addMethodCaller((handle, name, destructors, args) => {
      let at = args;
      const given = types.map((type) => {
        const value = type.readValueFromPointer(at);
        at += type.argPackAdvance;
        return value;
      });
      const returned = handle[name](...given);
      types.forEach((type, i) => type.deleteObject?.(given[i]));
      return result.isVoid ? undefined : result.toWireType(destructors, returned);
    });
    return emval_registeredMethods[signature];
  },

  function craftEmvalAllocator(count) {
    return (constructor, types, args) => {
      let at = args;
      const given = Array.from({ length: count }, (_, i) => {
        const type = requireRegisteredType(HEAPU32[(types >> 2) + i], `parameter ${i}`);
        const value = type.readValueFromPointer(at);
        at += type.argPackAdvance;
        return value;
      });
      return Emval.toHandle(new constructor(...given));
    };
  },

  function emval_get_global() {
    return globalThis;
  },
];

/** @returns a module with the factory as its default export */
export function patchTfliteGlue(code) {
  const { body } = parseAst(code);
  const [factory, ...end] = body;
  if (factory?.type !== 'VariableDeclaration' || factory.declarations[0].id.name !== FACTORY)
    throw new Error(`TFLite's script does not begin with ${FACTORY}: ${ADVICE}`);
  const edits = [
    ...CLOSURES.map((closure) => ({ ...find(factory, closure.name), text: String(closure) })),
    ...end.map(({ start, end }) => ({ start, end, text: '' })),
  ];
  const patched = `${applyEdits(code, edits)}\nexport default ${FACTORY};\n`;
  refuseEvaluation(patched);
  return patched;
}

const ADVICE = 'the package has changed, and scripts/patch-tflite-glue.mjs has to be read again beside it';

function find(tree, name) {
  const found = [];
  walkAst(tree, (node) => {
    if (node.type === 'FunctionDeclaration' && node.id.name === name) found.push(node);
  });
  if (found.length !== 1)
    throw new Error(`TFLite's script has ${found.length} functions ${name} where one was to be: ${ADVICE}`);
  return { start: found[0].start, end: found[0].end };
}

/** `Function` may be asked for what is one, and nothing else. */
function refuseEvaluation(code) {
  const asked = new Set();
  walkAst(parseAst(code), (node) => {
    if (node.type === 'BinaryExpression' && node.operator === 'instanceof') asked.add(node.right);
    const isEvaluator = node.type === 'Identifier' && ['Function', 'eval'].includes(node.name);
    if (!isEvaluator || asked.has(node)) return;
    const place = code.slice(Math.max(0, node.start - 40), node.end + 40);
    throw new Error(`TFLite's script still writes code of its own, at "${place}": ${ADVICE}`);
  });
}
