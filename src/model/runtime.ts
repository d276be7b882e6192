/**
 * TFLite, from WebAssembly that has been compiled. It writes to no console, fetches nothing and starts no thread. What it
 * says of a fault can be any text: only whether there was one is heard.
 */
import createTflite, { type Runner, type Tflite } from 'virtual:tflite-runtime';

export type { Runner, Tflite };

const OPTIONS = { numThreads: 1, enableProfiling: false, maxProfilingBufferEntries: 0 };

/** Undefined where it does not start: there is too little memory, perhaps. */
export async function startRuntime(wasm: WebAssembly.Module): Promise<Tflite | undefined> {
  const silent = () => undefined;
  try {
    return await new Promise<Tflite>((resolve, reject) => {
      const options = {
        print: silent,
        printErr: silent,
        instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
          WebAssembly.instantiate(wasm, imports).then(done).catch(reject);
          return {};
        },
      };
      createTflite(options).then(resolve, reject);
    });
  } catch {
    return undefined;
  }
}

export interface LoadedModel {
  readonly runner: Runner;
  /** Gives back the memory of the model, which is its runner's too. */
  free(): void;
}

/** Undefined where the file is no model, or one that wants more than there is. */
export function loadModel(tflite: Tflite, file: Uint8Array): LoadedModel | undefined {
  try {
    const address = tflite._malloc(file.length);
    tflite.HEAPU8.set(file, address);
    const made = tflite.TFLiteWebModelRunner.CreateFromBufferAndOptions(address, file.length, OPTIONS);
    const runner = made.ok() ? made.value() : undefined;
    made.delete();
    if (!runner) {
      tflite._free(address);
      return undefined;
    }
    const free = () => {
      runner.delete();
      tflite._free(address);
    };
    return { runner, free };
  } catch {
    // It has ended itself, with all that it held.
    return undefined;
  }
}
