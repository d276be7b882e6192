/**
 * How a device becomes a stall's or the owner's: `POST {endpoint}/v1/enrol`, signed by the device key, with a
 * one-time code that the owner made, or that the endpoint printed for the first owner.
 */
import * as v from 'valibot';

import { HashSchema, NameSchema } from './fields.js';
import { DEVICE_CLASSES } from './intent.js';

/** Ten of these, in two groups of five for whoever types them. None looks like another, and no two make a word. */
export const CODE_LETTERS = '23456789BCDFGHJKMNPQRSTVWXYZ';
export const CODE_LENGTH = 10;

export const EnrolRequestSchema = v.object({ shop: NameSchema, code: v.pipe(v.string(), v.maxLength(64)) });
export type EnrolRequest = Readonly<v.InferOutput<typeof EnrolRequestSchema>>;

export const EnrolAnswerSchema = v.object({ device: HashSchema, class: v.picklist(DEVICE_CLASSES) });
export type EnrolAnswer = Readonly<v.InferOutput<typeof EnrolAnswerSchema>>;

/** A code as its hash is taken of it, however it was typed: `abcde fghjk` is `ABCDEFGHJK`. */
export function plainCode(code: string): string {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** @param random as many random bytes as the code has letters */
export function createCode(random: Uint8Array): string {
  const letters = Array.from(random.subarray(0, CODE_LENGTH), (byte) =>
    CODE_LETTERS.charAt(byte % CODE_LETTERS.length),
  ).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}
