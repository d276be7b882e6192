/** What the endpoint knows while it decides about a batch. */
import type { Catalog } from '../catalog/catalog-schema.js';

export interface IntakeContext {
  /** Epoch milliseconds. */
  readonly now: number;
  /** When the device sent the batch, by its own clock, in epoch milliseconds; where it has said so. */
  readonly sent?: number;
  /** Today's. */
  readonly catalog: Catalog;
  /** Earlier versions that intents of this batch name. */
  readonly versions: ReadonlyMap<string, Catalog>;
  /** Depots that the owner has closed. */
  readonly closed: ReadonlySet<string>;
  /** Sealed contacts by their SHA-256, which was checked. */
  readonly sealed: ReadonlyMap<string, string>;
}
