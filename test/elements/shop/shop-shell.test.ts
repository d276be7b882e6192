import { expect } from '@open-wc/testing';

import type { ShopProblem } from '../../../src/core/shop-config.js';
import { keep } from '../../../src/elements/shop/shop-shell.js';

const PROBLEM: ShopProblem = { code: 'shell-full', message: 'no room', where: 'service-worker' };

function addShop() {
  const heard: string[] = [];
  const report = ({ code }: ShopProblem) => void heard.push(code);
  const shop = Object.assign(document.createElement('div'), { serviceWorker: '/sw.js', report });
  document.body.append(shop);
  return { shop, heard };
}

describe('what goes wrong with the shell', () => {
  it('is told to the shop that is on the page, after another has left it', () => {
    const container = navigator.serviceWorker;
    const value = () => new Promise(() => undefined);
    Object.defineProperty(container, 'register', { value, configurable: true });
    const first = addShop();
    keep(first.shop);
    first.shop.remove();
    const second = addShop();
    keep(second.shop);
    container.dispatchEvent(new MessageEvent('message', { data: { punnet: 'problem', problem: PROBLEM } }));
    second.shop.remove();
    Reflect.deleteProperty(container, 'register');
    expect([first.heard, second.heard]).to.deep.equal([[], ['shell-full']]);
  });
});
