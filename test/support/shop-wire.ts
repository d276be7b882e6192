/** The way of a device under test to an endpoint in the same process. */
import type { Wire } from '../../src/core/ports.js';
import { BASE, type SyncShop } from './sync-shop.js';

export function toShopWire({ endpoint }: SyncShop): Wire {
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await endpoint.fetch(new Request(`${BASE}${path}`, init));
    const [type = ''] = (response.headers.get('content-type') ?? '').split(';');
    return { status: response.status, type, text: await response.text() };
  };
  return {
    get: (path) => ask(path),
    post: (path, body, signature) => {
      const headers = {
        'content-type': 'application/json',
        ...(signature === undefined ? {} : { 'punnet-signature': signature }),
      };
      return ask(path, { method: 'POST', headers, body });
    },
  };
}
