/**
 * What the build makes out of nothing, for tests that Node runs on src/: TFLite's runtime and the address of its
 * WebAssembly. Imported first; what needs one of them is imported by `import()` after it.
 */
import { register } from 'node:module';

register('./virtual-module-hooks.mjs', import.meta.url);
