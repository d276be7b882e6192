/** `virtual:qr-reader`: the address of the file that reads QR codes in WebAssembly, which is copied beside the chunks. */
import { readFile } from 'node:fs/promises';

const ID = 'virtual:qr-reader';
export const QR_READER_FILE = 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm';

/** @param folder where it is written; who asks for it finds it relative to itself */
export function qrReader({ folder = 'chunks/' } = {}) {
  return {
    name: 'qr-reader',
    resolveId: (id) => (id === ID ? `\0${ID}` : null),
    async load(id) {
      if (id !== `\0${ID}`) return null;
      const source = await readFile(QR_READER_FILE);
      const file = this.emitFile({ type: 'asset', fileName: `${folder}zxing_reader.wasm`, source });
      return `export default import.meta.ROLLUP_FILE_URL_${file};`;
    },
  };
}
