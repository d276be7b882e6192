/** Where the engine finds what runs a model: its script, and the WebAssembly that it starts. */
import stageUrl from 'virtual:model-stage';
import wasmUrl from 'virtual:tflite-wasm';

export const modelFiles = { stageUrl, wasmUrl } as const;
