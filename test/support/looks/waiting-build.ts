/** A site of which another build waits, as a browser would tell the page of it. */
import { waitUntil } from '@open-wc/testing';

import { SHELL } from '../../../src/elements/shop/shell-code.js';
import type { PunnetShop } from '../../../src/elements/punnet-shop.js';
import { patch } from '../patch.js';
import type { ShownLook } from './look.js';

const nothing = () => undefined;
const worker = (state: ServiceWorkerState) => ({
  state,
  addEventListener: nothing,
  postMessage: (_question: unknown, [answer]: readonly MessagePort[] = []) => answer?.postMessage('another'),
});
const registration = {
  scope: `${location.origin}/`,
  active: worker('activated'),
  waiting: worker('installed'),
  installing: null,
  addEventListener: nothing,
  update: async () => undefined,
};
const value = { addEventListener: nothing, startMessages: nothing, register: async () => registration };

export async function offerUpdate({ page, el }: ShownLook): Promise<void> {
  // Other looks are on the page as well, and stay as they are.
  SHELL.hosts.clear();
  SHELL.hosts.add(el);
  const restore = patch(navigator, 'serviceWorker', { value });
  (page.querySelector('punnet-shop') as PunnetShop).serviceWorker = '/sw.js';
  await waitUntil(() => Boolean(el.shadowRoot?.querySelector('[part~="update-button"]')));
  restore();
}
