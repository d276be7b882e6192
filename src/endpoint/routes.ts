/** Where an endpoint is asked for what, beneath its base. */

export type PostRoute = 'sync' | 'enrol' | 'import' | 'recommend' | 'measure';
export type Route = PostRoute | 'catalog' | 'keys' | 'health' | 'receipt' | 'model' | 'insights' | 'pulse';

export const RECEIPTS = '/v1/receipts/';
/** Of a model by its hash. */
export const MODELS = '/v1/models/';
const IMPORT = `${RECEIPTS}import`;
const ROUTES: Readonly<Record<string, Route>> = Object.assign(Object.create(null), {
  '/v1/sync': 'sync',
  '/v1/enrol': 'enrol',
  [IMPORT]: 'import',
  '/v1/recommend': 'recommend',
  '/v1/measure': 'measure',
  '/v1/insights': 'insights',
  '/v1/catalog': 'catalog',
  '/v1/model.tflite': 'model',
  '/v1/pulse': 'pulse',
  '/.well-known/jwks.json': 'keys',
  '/healthz': 'health',
});

const POSTED: readonly PostRoute[] = ['sync', 'enrol', 'import', 'recommend', 'measure'];

export function findRoute(path: string): Route | undefined {
  if (path.startsWith(MODELS)) return 'model';
  return path.startsWith(RECEIPTS) && path !== IMPORT ? 'receipt' : ROUTES[path];
}

export function isPosted(route: Route): route is PostRoute {
  return POSTED.includes(route as PostRoute);
}
