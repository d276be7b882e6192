/** Compact JWS by Node's own crypto, synchronously: for those who sign thousands, or sign what is not to be believed. */
import { sign, type KeyObject } from 'node:crypto';

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** ES256, whatever the header says. */
export function signCompact(header: unknown, payload: unknown, key: KeyObject): string {
  return signParts(encode(header), encode(payload), key);
}

/** @param header and @param payload in base64url already; they may be anything */
export function signParts(header: string, payload: string, key: KeyObject): string {
  return `${header}.${payload}.${signText(`${header}.${payload}`, key)}`;
}

function signText(text: string, key: KeyObject): string {
  return sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
}
