/** How many orders a shop has had of late: `GET {endpoint}/v1/pulse`. A number that tells of nobody. */
import * as v from 'valibot';

import { DateSchema } from './date.js';
import { ModeSchema, NameSchema } from './fields.js';

/** Fewer than these are not told. */
export const LEAST_TOLD = 10;
/** Days that are over at the shop. */
export const PULSE_DAYS = 30;

export const PulseSchema = v.object({
  shop: NameSchema,
  mode: ModeSchema,
  days: v.literal(PULSE_DAYS),
  /** The last of the days, at the shop. */
  to: DateSchema,
  /** Whole tens; null where there were fewer than ten. */
  orders: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(LEAST_TOLD), v.multipleOf(LEAST_TOLD))),
});
export type Pulse = Readonly<v.InferOutput<typeof PulseSchema>>;

/** As it may be told: rounded down, so that one order more or less is not seen. */
export function toTold(orders: number): Pulse['orders'] {
  const tens = Math.floor(orders / LEAST_TOLD) * LEAST_TOLD;
  return tens === 0 ? null : tens;
}

/** Undefined where it is none. */
export function parsePulse(text: string): Pulse | undefined {
  try {
    const parsed = v.safeParse(PulseSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
