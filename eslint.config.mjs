/** Holds the layers of src/, and the habits that a compiler does not see. Formatting is Prettier's. */
import ts from 'typescript-eslint';

import { layersRule } from './scripts/layers-rule.mjs';

const NAMED_ONLY = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };
const EMPTY_CATCH = {
  selector: 'CatchClause > BlockStatement[body.length=0]',
  message: 'Say in code what a caught error comes to.',
};
const ERASABLE = {
  selector: 'TSEnumDeclaration, TSParameterProperty, TSModuleDeclaration[kind="namespace"]',
  message: 'Types must be erasable: no enum, namespace or parameter property.',
};
const NO_CLOCK = {
  selector: [
    'MemberExpression[object.name="Date"][property.name="now"]',
    'NewExpression[callee.name="Date"][arguments.length=0]',
    'MemberExpression[object.name="Math"][property.name="random"]',
  ].join(', '),
  message: 'core has no clock and no chance: take the time or the number as an argument.',
};
const FOCUSED_OR_SKIPPED = {
  selector: 'MemberExpression[object.name=/^(describe|it|test|suite)$/][property.name=/^(only|skip|todo)$/]',
  message: 'Every test runs, always.',
};

const restrict = (...rules) => ['error', ...rules];

const everywhere = {
  'no-var': 'error',
  'prefer-const': 'error',
  eqeqeq: 'error',
  'no-empty': 'error',
  'no-debugger': 'error',
  'no-eval': 'error',
  'no-new-func': 'error',
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'start' }],
};

/** Node's test runner waits for its own tests. */
const NODE_TESTS = { from: 'package', package: 'node:test', name: ['describe', 'it', 'test', 'suite'] };

const typed = {
  '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [NODE_TESTS] }],
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
  '@typescript-eslint/no-explicit-any': 'error',
};

export default ts.config(
  { ignores: ['dist/**', '**/*.d.ts', '**/*.d.mts', '.cache/**', 'coverage/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { files: ['**/*.mjs'], rules: { ...everywhere, 'no-unused-vars': 'error', 'max-lines': ['error', 400] } },
  {
    files: ['**/*.ts'],
    plugins: { '@typescript-eslint': ts.plugin },
    languageOptions: {
      parser: ts.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: { ...everywhere, ...typed },
  },
  {
    // chai's assertions are all typed as promises, so that one of them can be awaited.
    files: ['test/{core,crypto,storage,model,worker,bridge,elements,service-worker,support}/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/await-thenable': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { punnet: { rules: { layers: layersRule } } },
    rules: {
      'punnet/layers': 'error',
      'no-console': 'error',
      'max-lines': ['error', 400],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'no-restricted-syntax': restrict(NAMED_ONLY, EMPTY_CATCH, ERASABLE),
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: { 'no-restricted-syntax': restrict(NAMED_ONLY, EMPTY_CATCH, ERASABLE, NO_CLOCK) },
  },
  { files: ['src/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-restricted-syntax': restrict(EMPTY_CATCH, ERASABLE, FOCUSED_OR_SKIPPED) },
  },
);
