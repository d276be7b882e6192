/** A model that no orders made, and that ranks otherwise than the formula: what was bought least comes first. */
import { goldenFeatures } from '../../src/core/recommend/golden.js';
import { FEATURES } from '../../src/core/recommend/features.js';
import { FEATURES_VERSION, GOLDEN_ROWS, type ModelCard } from '../../src/core/recommend/model-card.js';
import { createChance } from '../../src/training/chance.js';
import { scoreAsWritten, writeTflite } from '../../src/training/tflite-model.js';
import { FORMULA, startWeights, type Weights } from '../../src/training/weights.js';

export interface ShopModel {
  readonly file: Uint8Array<ArrayBuffer>;
  readonly card: ModelCard;
}

function backwards(): Weights {
  const used = Array.from({ length: FEATURES }, () => true);
  const weights = startWeights(8, used, createChance(5));
  weights.line[FORMULA] = -1;
  weights.out.fill(0.01);
  return weights;
}

export async function createShopModel(src = 'model.tflite'): Promise<ShopModel> {
  const weights = backwards();
  const file = new Uint8Array(writeTflite(weights));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', file));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const golden = [...scoreAsWritten(weights, goldenFeatures())].slice(0, GOLDEN_ROWS);
  return { file, card: { src, sha256, features: FEATURES_VERSION, golden } };
}
