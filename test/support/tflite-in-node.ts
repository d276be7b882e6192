/** TensorFlow Lite's own runtime as it is published, which runs in Node as it is. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

interface Buffer {
  readonly shape: string;
  data(): Float32Array;
}

interface List<T> {
  size(): number;
  get(at: number): T;
}

interface Runner {
  GetInputs(): List<Buffer>;
  GetOutputs(): List<Buffer>;
  Infer(): boolean;
}

interface Loaded {
  ok(): boolean;
  value(): Runner;
}

interface Runtime {
  readonly HEAPU8: Uint8Array;
  _malloc(size: number): number;
  readonly TFLiteWebModelRunner: {
    CreateFromBufferAndOptions(address: number, size: number, options: object): Loaded;
  };
}

const GLUE = '@tensorflow/tfjs-tflite/wasm/tflite_web_api_cc_simd';
const OPTIONS = { numThreads: 1, enableProfiling: false, maxProfilingBufferEntries: 16 };

const require = createRequire(import.meta.url);
const start = require(`${GLUE}.js`) as (options: object) => Promise<Runtime>;
const quiet = { print: () => {}, printErr: () => {} };

/** Undefined where the runtime refuses the file. */
export async function openTflite(file: Uint8Array) {
  const runtime = await start({ wasmBinary: readFileSync(require.resolve(`${GLUE}.wasm`)), ...quiet });
  const address = runtime._malloc(file.length);
  runtime.HEAPU8.set(file, address);
  const loaded = runtime.TFLiteWebModelRunner.CreateFromBufferAndOptions(address, file.length, OPTIONS);
  if (!loaded.ok()) return undefined;
  const runner = loaded.value();
  const input = runner.GetInputs().get(0);
  const output = runner.GetOutputs().get(0);
  return {
    shapes: [input.shape, output.shape],
    run(features: Float32Array): Float32Array {
      input.data().set(features);
      if (!runner.Infer()) throw new Error('the runtime could not run the model');
      return output.data().slice();
    },
  };
}
