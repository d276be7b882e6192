/** How a catalog names the model that its shoppers' devices run. */
import * as v from 'valibot';

import { AddressSchema } from '../catalog/fields.js';

/** Of `features.ts`: a model of other features fits no ranker of this version. */
export const FEATURES_VERSION = 1;
/** So many scores of `golden.ts` are published with a model. */
export const GOLDEN_ROWS = 8;

const SHA256 = 'Must be the SHA-256 of the file, 64 digits of 0-9 and a-f';
const GOLDEN = `Must be a list of ${GOLDEN_ROWS} numbers`;

export const ModelCardSchema = v.object(
  {
    /** The .tflite file, relative to the catalog's address. */
    src: v.pipe(v.string('Must be an address'), AddressSchema),
    /** Of the file: 64 hexadecimal digits. */
    sha256: v.pipe(v.string(SHA256), v.regex(/^[0-9a-f]{64}$/, SHA256)),
    /** Which features it was trained on. */
    features: v.literal(
      FEATURES_VERSION,
      `This version of Punnet runs models of features ${FEATURES_VERSION}: train it anew`,
    ),
    /** What it makes of the first rows of golden features. */
    golden: v.pipe(
      v.array(v.pipe(v.number(GOLDEN), v.minValue(-1e6, GOLDEN), v.maxValue(1e6, GOLDEN)), GOLDEN),
      v.length(GOLDEN_ROWS, GOLDEN),
    ),
  },
  ({ path }) => (path ? 'Is missing' : 'Must be an object with src, sha256, features and golden'),
);

export type ModelCard = v.InferOutput<typeof ModelCardSchema>;

/** @returns what is wrong with it, if it is no card */
export function readModelCard(input: unknown): ModelCard | string {
  const parsed = v.safeParse(ModelCardSchema, input, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  return [issue.path?.[0].key, issue.message].filter(Boolean).join(': ');
}
