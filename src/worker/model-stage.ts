/**
 * What runs a shop's model: TFLite's script, and what looks after it. Its WebAssembly is fetched from the address that it
 * is given. Loaded into the engine when a model is to rank, and not before.
 */
import { openModel, type ModelWishes, type OpenedModel } from '../model/open-model.js';

export function openShopModel(wishes: Omit<ModelWishes, 'fetch'>): Promise<OpenedModel> {
  return openModel({ ...wishes, fetch: (address, options) => fetch(address, options) });
}
