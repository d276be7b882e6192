/**
 * How far V8 lets garbage pile up before it collects all of it: by default to several
 * times what is alive, which for a server that holds little for long is most of its
 * memory. V8 reads the number anew at every collection, so that it may be set while the
 * program runs; a V8 that no longer knows it goes on as before.
 */
import { setFlagsFromString } from 'node:v8';

/** Of what is alive, what may come on top. */
const GROWTH_PERCENT = 50;

export function growHeapSlowly(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}
