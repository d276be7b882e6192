/**
 * What the engine needs for a shop whose products stand in its pages' JSON-LD. It loads
 * before anything else of such a shop, and no other shop has it.
 */
export { createPageCatalog } from './page-catalog.js';
