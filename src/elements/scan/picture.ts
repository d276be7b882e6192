/** Reads the code in a picture file that the shopper chose. The picture stays on the device. */
import { openReader, type ReaderFault } from './qr-reader.js';

export type ReadPicture =
  | { readonly kind: 'text'; readonly text: string }
  /** The file is no picture, or no code in it can be read. */
  | { readonly kind: 'nothing' }
  | { readonly kind: ReaderFault };

export async function readPicture(file: Blob): Promise<ReadPicture> {
  const opened = await openReader();
  if (!opened.ok) return { kind: opened.code };
  const picture = await createImageBitmap(file).catch(() => undefined);
  const text = picture && (await opened.reader.read(picture));
  picture?.close();
  return text === undefined ? { kind: 'nothing' } : { kind: 'text', text };
}
