/**
 * `punnet/endpoint`: the reference sync endpoint for anyone who runs it inside a
 * server of their own.
 */
export { openCatalogStore, CatalogStore, type Offered, type ServedCatalog } from './catalog-store.js';
export { openDatabase, type Database } from './database.js';
export { createEndpoint, type Endpoint, type EndpointOptions } from './endpoint.js';
export type { EndpointLimits } from './endpoint-limits.js';
export { type Log, type LogEntry } from './log.js';
export { createEndpointKeys, loadEndpointKeys, type EndpointKeys } from '../crypto/endpoint-keys.js';
