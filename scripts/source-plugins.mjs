/**
 * The rollup plugins that turn src/ into JavaScript, the same for every file that is built:
 * packages resolved to their production halves, TypeScript stripped, output minified.
 */
import { nodeResolve } from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';
import esbuild, { minify as minifier } from 'rollup-plugin-esbuild';
import { minify as compress } from 'terser';

import { literals } from './literals-plugin.mjs';
import { properties } from './properties-plugin.mjs';

export const EXPORT_CONDITIONS = ['production', 'browser', 'default', 'import'];
export const TARGET = 'es2022';
/** Letters beyond ASCII stay themselves: escaped, Arabic is three times as long. */
const ESBUILD = { target: TARGET, charset: 'utf8', legalComments: 'none' };

/** Any warning ends the build: a circular import, an unresolved name, an export that nobody has. */
export function refuseWarnings(warning) {
  throw new Error(`${warning.code}: ${warning.message}`);
}

/** For what a browser runs. */
export function browserPlugins({ minify = true } = {}) {
  return [
    nodeResolve({ browser: true, exportConditions: EXPORT_CONDITIONS, extensions: ['.js', '.mjs', '.ts'] }),
    replace({ preventAssignment: true, values: { 'process.env.NODE_ENV': JSON.stringify('production') } }),
    esbuild(ESBUILD),
    properties(),
    // The templates come first: minifying renames the tags that they are known by.
    ...(minify ? [literals(), minifier(ESBUILD), compressor()] : []),
  ];
}

/** esbuild shortens private names and is quick; terser then folds and inlines what esbuild leaves. */
function compressor() {
  return {
    name: 'compressor',
    async renderChunk(code, _, { format }) {
      const compressed = await compress(code, {
        ecma: 2022,
        module: format === 'es',
        compress: { passes: 2, unsafe_arrows: true, unsafe_methods: true },
        format: { comments: false },
      });
      return { code: compressed.code, map: null };
    },
  };
}

/** For what keeps its packages as imports: the npm modules and the files that Node runs. */
export function modulePlugins() {
  return [external(), esbuild(ESBUILD)];
}

function external() {
  return {
    name: 'external-packages',
    resolveId(source, importer) {
      const isPackage = importer && /^[a-z@]/i.test(source) && !source.startsWith('virtual:');
      return isPackage ? { id: source, external: true } : null;
    },
  };
}
