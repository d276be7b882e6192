/** A foreseeable refusal, as a value. */
import type { Refused } from './shop-port.js';

export function refuse(code: string, message: string, about?: Refused['about']): Refused {
  return { ok: false, code, message, ...(about ? { about } : {}) };
}
