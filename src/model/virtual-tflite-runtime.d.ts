/** TFLite's own names, as far as they are used; see scripts/tflite-runtime-plugin.mjs. */
declare module 'virtual:tflite-runtime' {
  /** Lies in the WebAssembly's memory until it is deleted. */
  export interface Handle {
    delete(): void;
    isDeleted(): boolean;
  }

  export interface Tensor extends Handle {
    readonly dataType: string;
    /** Where it lies now: what is run may move it. */
    data(): Float32Array;
  }

  export interface TensorList extends Handle {
    size(): number;
    get(at: number): Tensor;
  }

  export interface Runner extends Handle {
    GetInputs(): TensorList;
    GetOutputs(): TensorList;
    Infer(): boolean;
  }

  export interface RunnerOrStatus extends Handle {
    ok(): boolean;
    value(): Runner;
  }

  export interface Tflite {
    /** Another one once the memory has grown. */
    readonly HEAPU8: Uint8Array;
    _malloc(length: number): number;
    _free(address: number): void;
    readonly TFLiteWebModelRunner: {
      CreateFromBufferAndOptions(address: number, length: number, options: RunnerOptions): RunnerOrStatus;
    };
  }

  export interface RunnerOptions {
    readonly numThreads: number;
    readonly enableProfiling: boolean;
    readonly maxProfilingBufferEntries: number;
  }

  export interface TfliteOptions {
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object;
    print(line: string): void;
    printErr(line: string): void;
  }

  /** Of the WebAssembly that belongs to it: 64 hexadecimal digits. */
  export const wasmSha256: string;
  const createTflite: (options: TfliteOptions) => Promise<Tflite>;
  export default createTflite;
}

/** The address of TFLite's WebAssembly. */
declare module 'virtual:tflite-wasm' {
  const address: string;
  export default address;
}
