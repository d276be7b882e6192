/*
 * What a page at its own risk would keep of Punnet: whatever went wrong, and which workers are alive. `walk()` goes
 * through the shop from the first product to the confirmed order. A plain script, so that any policy can let it in.
 */
(() => {
  const seen = { errors: [], logged: [], violations: [], problems: [], workers: [], alive: 0, ready: 0 };
  addEventListener('error', ({ message }) => seen.errors.push(message));
  addEventListener('unhandledrejection', ({ reason }) => seen.errors.push(`rejected: ${reason}`));
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    const blocked = /^blob/.test(blockedURI) ? 'blob' : blockedURI.split(/[?#]/)[0].split('/').at(-1);
    const violation = `${effectiveDirective} ${blocked}`;
    if (!seen.violations.includes(violation)) seen.violations.push(violation);
  });
  addEventListener('punnet-error', ({ detail }) => seen.problems.push(`${detail.code} ${detail.where}`));
  addEventListener('punnet-ready', () => seen.ready++);
  for (const level of ['debug', 'log', 'info', 'warn', 'error'])
    console[level] = (...words) => seen.logged.push(words.map(String).join(' '));

  window.Worker = class extends Worker {
    constructor(...given) {
      const address = String(given[0]);
      seen.workers.push(address.startsWith('blob:') ? 'blob' : address.split('/').at(-1));
      super(...given);
      seen.alive++;
    }
    terminate() {
      super.terminate();
      seen.alive--;
    }
  };

  const PATIENCE_MS = 15_000;
  const shopOf = () => document.querySelector('punnet-shop');
  const shown = () => {
    const { connection, load, orderable, outbox, orders = [] } = shopOf()?.state ?? {};
    return { connection, load, orderable, outbox, orders: orders.map(({ state }) => state) };
  };
  const until = async (what, holds) => {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      const found = holds();
      if (found) return found;
      if (performance.now() > end)
        throw new Error(`never: ${what}; ${JSON.stringify({ ...seen, ...shown() })}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const findPart = (part, root = document) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.part?.contains(part)) return element;
      const inside = element.shadowRoot && findPart(part, element.shadowRoot);
      if (inside) return inside;
    }
    return undefined;
  };

  const isShown = (text, root = document.body) =>
    [...root.childNodes].some((node) => {
      if (node instanceof Text) return node.data.includes(text) && node.parentElement?.checkVisibility();
      return isShown(text, node) || (node.shadowRoot && isShown(text, node.shadowRoot));
    });
  const press = async (part) => (await until(part, () => findPart(part))).click();

  /** By the page's own button, as far as the basket. */
  const add = async () => {
    const had = shopOf().state.cart.count;
    await press('add-button');
    await until('added', () => shopOf().state.cart.count === had + 1);
  };
  const order = async () => {
    const shop = shopOf();
    const [depot] = Object.keys(shop.state.slots);
    // The time to order for it must not pass while the page is walked: that would be disputed.
    const soon = Date.now() + 600_000;
    const slot = shop.state.slots[depot].find(({ open, cutoff }) => open && Date.parse(cutoff) > soon).id;
    return shop.placeOrder({ contact: { name: 'Ada' }, pickup: { depot, slot }, payment: 'at-pickup' });
  };
  const report = async (more) => {
    const shop = shopOf();
    await until('one engine', () => seen.alive === (shop.engine === 'worker' ? 1 : 0));
    return { engine: shop.engine, durable: shop.durable, ...seen, ...more };
  };
  const opened = async () => {
    await customElements.whenDefined('punnet-shop');
    const shop = await until('a shop', shopOf);
    await until('orders can be taken', () => shop.state.orderable && seen.ready);
    return shop;
  };
  /** @param says what must be on screen before an order is placed, which nobody confirms then; the shop says why */
  const walk = async (says) => {
    const shop = await opened();
    await add();
    if (says) {
      await press('open-button');
      await press('checkout-button');
      await until(says, () => isShown(says));
    }
    const placed = await order();
    if (placed.ok && !says) await until('confirmed', () => shop.state.orders[0]?.state === 'confirmed');
    if (says) await until('told why', () => seen.problems.length > 0);
    return report({ placed: placed.ok ? 'kept' : placed.code });
  };

  /** What a page in a frame says; a frame that says so walks by itself. */
  const told = new Promise((resolve, reject) => {
    addEventListener('message', ({ data }) => {
      if (data?.walked) resolve(data.walked);
      if (data?.failed) reject(new Error(data.failed));
    });
  });
  const { walks } = document.currentScript.dataset;
  if (walks !== undefined)
    walk(walks).then(
      (walked) => parent.postMessage({ walked }, '*'),
      (error) => parent.postMessage({ failed: String(error) }, '*'),
    );
  Object.assign(window, { seen, until, add, opened, order, report, walk, told });
})();
