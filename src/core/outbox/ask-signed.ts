/** A question to the endpoint that has no body and is good for a few minutes, signed with the moment at which it is asked. */
import type { Crypto, DeviceKey, Reply } from '../ports.js';
import { readProblem } from '../protocol/problem.js';
import { toSignedText } from '../protocol/request-signature.js';

export interface SignedQuestion {
  readonly shop: string;
  /** Epoch milliseconds, by this device. */
  readonly now: number;
  /** The address after `{endpoint}`. @param now epoch milliseconds */
  readonly toPath: (now: number) => string;
}

/** Undefined where nothing answers. */
export type Get = (path: string, signature: string) => Promise<Reply | undefined>;

/** Where the device's clock is wrong, it is asked once more, by the time that the endpoint names. */
export async function askSigned(
  crypto: Crypto,
  key: DeviceKey,
  { shop, now, toPath }: SignedQuestion,
  get: Get,
): Promise<Reply | undefined> {
  const ask = async (moment: number) => {
    const path = toPath(moment);
    const text = toSignedText('GET', path, shop, await crypto.hash(''));
    return get(path, await crypto.signRequest(key, text));
  };
  const reply = await ask(now);
  const time = reply && readProblem(reply)?.time;
  return time === undefined ? reply : ask(Date.parse(time));
}
