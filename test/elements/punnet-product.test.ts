import { expect, html, nextFrame, oneEvent, waitUntil } from '@open-wc/testing';

import type { Catalog, Product } from '../../src/core/catalog/catalog-schema.js';
import type { Refused } from '../../src/core/shop-port.js';
import { PunnetProduct } from '../../src/elements/punnet-product.js';
import { FakeShopPort } from '../support/fake-shop-port.js';
import { CATALOG, createState } from '../support/fixtures.js';
import { announced, defineOnce, part, partText, renderShop, settled } from '../support/shop-fixture.js';

defineOnce('punnet-product', PunnetProduct);

async function render(product: string, port = new FakeShopPort()) {
  const { shop } = await renderShop(html`<punnet-product product=${product}></punnet-product>`, port);
  const el = shop.querySelector<PunnetProduct>('punnet-product') as PunnetProduct;
  const choose = async (name: string) => {
    const labels = [...(el.shadowRoot?.querySelectorAll('label') ?? [])];
    labels
      .find((label) => label.textContent?.trim().startsWith(name))
      ?.querySelector('input')
      ?.click();
    await el.updateComplete;
  };
  const press = async (name: string) => {
    part(el, name)?.click();
    await settled(shop);
    await el.updateComplete;
  };
  return { shop, el, port, choose, press };
}

/** The shop's catalog with other sizes of one product. */
function withProduct(id: string, changes: Partial<Product['variants'][number]>): Catalog {
  const products = CATALOG.products.map((product) =>
    product.id === id
      ? { ...product, variants: product.variants.map((variant) => ({ ...variant, ...changes })) }
      : product,
  );
  return { ...CATALOG, products };
}

describe('<punnet-product>', () => {
  for (const product of ['oats', 'rye', 'honey', 'plums']) {
    it(`is accessible for ${product}`, async () => {
      const { el } = await render(product);
      await expect(el).to.be.accessible();
    });
  }

  it('is accessible while it loads', async () => {
    const port = new FakeShopPort(createState({ load: { kind: 'loading' }, catalog: null }));
    const { el } = await render('oats', port);
    expect(part(el, 'skeleton')).to.exist;
    await expect(el).to.be.accessible();
  });

  it('names price and unit price of the size at hand', async () => {
    const { el } = await render('oats');
    expect(partText(el, 'title')).to.equal('Rolled oats');
    expect(partText(el, 'price')).to.equal('£2.40');
    expect(partText(el, 'unit-price')).to.equal('£4.80 per kg');
  });

  it('shows what another size and an option cost', async () => {
    const { el, choose } = await render('oats');
    await choose('1 kg');
    await choose('Own jar');
    expect(partText(el, 'price')).to.equal('£4.00');
    expect(partText(el, 'unit-price')).to.equal('£4.20 per kg');
  });

  it('moves nothing when something is added, in a narrow card with large text too', async () => {
    const { shop, el, choose, press } = await render('oats');
    shop.append(document.createElement('punnet-cart'));
    await choose('Own jar');
    el.style.cssText = 'font-size: 18px; inline-size: 257px';
    const top = () => part(el, 'details')?.getBoundingClientRect().top ?? 0;
    const before = top();
    await press('add-button');
    expect(partText(el, 'added-note')).to.contain('Added');
    // Browsers reckon in fractions of a pixel, each in its own.
    expect(top()).to.be.closeTo(before, 0.1);
  });

  for (const { card, width } of [
    { card: 'a phone\u2019s card', width: '328px' },
    { card: 'a narrow card, where the deposit takes two lines', width: '220px' },
  ])
    it(`moves nothing when a choice has a deposit, in ${card}`, async () => {
      const jar = { id: 'deposit-jar', title: 'Deposit jar', price: 0, deposit: 100, allergens: [] };
      const products = CATALOG.products.map((product) => ({
        ...product,
        modifiers: product.modifiers.map((each) => ({ ...each, options: [...each.options, jar] })),
      }));
      const { el, choose } = await render(
        'oats',
        new FakeShopPort(createState({ catalog: { ...CATALOG, products } })),
      );
      el.style.inlineSize = width;
      const tops = () => {
        const shown = [...(el.shadowRoot?.querySelectorAll('.option, .add, details') ?? [])];
        return shown.map((each) => each.getBoundingClientRect().top);
      };
      const before = tops();
      const place = part(el, 'deposit') as HTMLElement;
      expect(getComputedStyle(place).visibility).to.equal('hidden');
      await choose('Deposit jar');
      expect(getComputedStyle(place).visibility).to.equal('visible');
      expect(partText(el, 'deposit')).to.equal('Deposit £1.00, back when you return it');
      expect(tops()).to.deep.equal(before);
    });

  it('keeps no place for what is added where nothing can be', async () => {
    const { el } = await render('rye');
    const bottom = part(el, 'add-button')?.getBoundingClientRect().bottom ?? 0;
    expect((part(el, 'details')?.getBoundingClientRect().top ?? 0) - bottom).to.be.lessThan(30);
  });

  it('says price and unit price with each size to those who hear it', async () => {
    const { el } = await render('oats');
    const size = part(el, 'options')?.querySelector('label')?.textContent?.replace(/\s+/g, ' ').trim();
    expect(size).to.equal('500 g, £2.40, £4.80 per kg');
  });

  it('asks for a required option before it adds, and takes the shopper there', async () => {
    const { el, port, press } = await render('oats');
    await press('add-button');
    expect(port.calls).to.deep.equal([]);
    expect(partText(el, 'field-error')).to.equal('! Choose Container first');
    expect(el.shadowRoot?.activeElement?.getAttribute('name')).to.equal('modifier-container');
    await expect(el).to.be.accessible();
  });

  it('moves nothing under the thumb when it asks for an option in more lines than its name takes', async () => {
    const products = CATALOG.products.map((product) => ({
      ...product,
      modifiers: product.modifiers.map((each) => ({ ...each, title: 'What we may put them into' })),
    }));
    const port = new FakeShopPort(createState({ catalog: { ...CATALOG, products } }));
    const { el, press } = await render('oats', port);
    el.style.inlineSize = '256px';
    const height = () => part(el, 'field-error')?.getBoundingClientRect().height ?? 0;
    const top = () => part(el, 'add-button')?.getBoundingClientRect().top;
    const before = top();
    await press('add-button');
    expect(partText(el, 'field-error')).to.equal('! Choose What we may put them into first');
    expect(height(), 'it fits one line').to.be.greaterThan(30);
    expect(top()).to.equal(before);
  });

  for (const dir of ['ltr', 'rtl'] as const)
    it(`names what must be chosen where the line begins, whatever its language: ${dir}`, async () => {
      const { shop, el } = await render('oats');
      shop.dir = dir;
      const legend = el.shadowRoot?.querySelector('[data-modifier=container] legend') as HTMLElement;
      const title = document.createRange();
      title.selectNodeContents(legend.querySelector('bdi') as HTMLElement);
      const [line, letters] = [legend, title].map((each) => each.getBoundingClientRect());
      const side = dir === 'rtl' ? 'right' : 'left';
      expect(letters?.width).to.be.lessThan(line?.width ?? 0);
      expect(letters?.[side]).to.be.closeTo(line?.[side] ?? 0, 0.1);
    });

  it('can be read on a black page when it asks for an option', async () => {
    const { shop, el, press } = await render('oats');
    shop.style.cssText = 'background: #000; color: #fff; display: block';
    await press('add-button');
    expect(partText(el, 'field-error')).to.equal('! Choose Container first');
    await expect(el).to.be.accessible();
  });

  it('adds what was chosen and says so', async () => {
    const { shop, el, port, choose, press } = await render('oats');
    const said = announced(shop);
    await choose('Own jar');
    await press('stepper-plus');
    await press('add-button');
    expect(port.calls).to.deep.equal([['add', 'oats-500', 2, { container: 'own-jar' }]]);
    expect(partText(el, 'added-note')).to.equal('Added. 2 in basket.');
    expect(await said).to.equal('Added Rolled oats 500 g Own jar, 2 in basket');
  });

  it('says that it is added while the basket is still being kept', async () => {
    const port = new FakeShopPort();
    const { el, choose } = await render('oats', port);
    await choose('Own jar');
    const add = port.add.bind(port);
    port.add = (...wish) => {
      void add(...wish);
      return new Promise(() => undefined);
    };
    part(el, 'add-button')?.click();
    await el.updateComplete;
    expect(partText(el, 'added-note')).to.contain('Added');
  });

  it('keeps the very place that it will take, while it loads', async () => {
    const port = new FakeShopPort(createState({ load: { kind: 'loading' }, catalog: null }));
    const { el } = await render('oats', port);
    const waiting = el.getBoundingClientRect().height;
    const image = { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=', width: 4, height: 3, alt: '' };
    const products = CATALOG.products.map((product) => ({ ...product, image, modifiers: [] }));
    port.change({ load: { kind: 'ready' }, catalog: { ...CATALOG, products } });
    await el.updateComplete;
    expect(el.getBoundingClientRect().height).to.be.closeTo(waiting, 1);
  });

  it('keeps the focus on the button after adding', async () => {
    const { el, choose, press } = await render('oats');
    await choose('Own jar');
    part(el, 'add-button')?.focus();
    await press('add-button');
    expect(el.shadowRoot?.activeElement).to.equal(part(el, 'add-button'));
  });

  it('adds nothing when the page cancels the request', async () => {
    const { shop, el, port, choose, press } = await render('oats');
    shop.addEventListener('punnet-add-request', (event) => event.preventDefault());
    await choose('Own jar');
    await press('add-button');
    expect(port.calls).to.deep.equal([]);
    expect(partText(el, 'note')).to.equal('');
  });

  it('tells the page what the shopper wants', async () => {
    const { el, choose, press } = await render('oats');
    await choose('Eco pouch');
    const asked = oneEvent(el, 'punnet-add-request');
    await press('add-button');
    expect((await asked).detail).to.deep.equal({
      variant: 'oats-500',
      quantity: 1,
      modifiers: { container: 'eco-pouch' },
    });
  });

  const unavailable = [
    { product: 'rye', words: 'Sold out' },
    { product: 'plums', words: 'Not yet available' },
  ];
  for (const { product, words } of unavailable) {
    it(`keeps the button in place, reworded, when ${product} is ${words.toLowerCase()}`, async () => {
      const { el, port, press } = await render(product);
      expect(partText(el, 'add-button')).to.equal(words);
      expect(part(el, 'add-button')?.getAttribute('aria-disabled')).to.equal('true');
      await press('add-button');
      expect(port.calls).to.deep.equal([]);
    });
  }

  it('says why its stepper goes no further, also to those who hear it', async () => {
    const { shop, el, press } = await render('honey');
    await press('stepper-plus');
    expect(partText(el, 'message')).to.equal('');
    const said = announced(shop);
    await press('stepper-plus');
    expect(partText(el, 'message')).to.equal('No more than 2 in one order');
    expect(await said).to.equal('No more than 2 in one order');
    expect(part<HTMLInputElement>(el, 'input')?.value).to.equal('2');
  });

  it('stops at the most that one order may hold and says why', async () => {
    const { el, press } = await render('honey');
    await press('add-button');
    await press('add-button');
    expect(partText(el, 'added-note')).to.equal('Added. 2 in basket.');
    expect(partText(el, 'message')).to.equal('No more than 2 in one order');
    expect(part(el, 'add-button')?.getAttribute('aria-disabled')).to.equal('true');
    await expect(el).to.be.accessible();
  });

  it('shows a deposit apart from the price and the unit price', async () => {
    const { el } = await render('honey');
    expect(partText(el, 'price')).to.equal('£6.50');
    expect(partText(el, 'unit-price')).to.equal('£19.12 per kg');
    expect(partText(el, 'deposit')).to.equal('Deposit £1.00, back when you return it');
  });

  it('names what a food contains and may contain', async () => {
    const { el } = await render('oats');
    expect(partText(el, 'details')).to.contain('Contains: gluten').and.contain('May contain: nuts');
  });

  it('sends the shopper to the shop where allergens are not stated', async () => {
    const { el } = await render('honey');
    expect(partText(el, 'allergens')).to.equal('Ask the shop about allergens.');
  });

  it('takes a typed quantity when the shopper leaves it', async () => {
    const { el, port, choose, press } = await render('oats');
    await choose('Own jar');
    const input = part<HTMLInputElement>(el, 'input') as HTMLInputElement;
    input.value = '٣';
    input.dispatchEvent(new Event('change'));
    await press('add-button');
    expect(port.calls[0]?.[2]).to.equal(3);
  });

  for (const typed of ['abc', '2.5', '-3', '1e2']) {
    it(`puts back what counts where “${typed}” was typed, and says what to type, also to those who hear it`, async () => {
      const { shop, el, press } = await render('honey');
      await press('stepper-plus');
      const said = announced(shop);
      const input = part<HTMLInputElement>(el, 'input') as HTMLInputElement;
      input.value = typed;
      input.dispatchEvent(new Event('change'));
      await el.updateComplete;
      expect(input.value).to.equal('2');
      expect(partText(el, 'message')).to.equal('Enter a whole number');
      expect(await said).to.equal('Enter a whole number');
      await press('stepper-minus');
      expect(partText(el, 'message')).to.equal('');
      expect(input.value).to.equal('1');
    });
  }

  it('says that the price changed while the shopper looked', async () => {
    const { el, port } = await render('honey');
    port.change({ catalog: withProduct('honey', { price: 700 }) });
    await el.updateComplete;
    expect(partText(el, 'price')).to.equal('£7.00');
    expect(partText(el, 'message')).to.equal('The price has changed, it was £6.50');
  });

  it('says what the chosen options cost with it, where the price of a size changed', async () => {
    const { el, port, choose } = await render('oats');
    await choose('Own jar');
    port.change({ catalog: withProduct('oats', { price: 260 }) });
    await el.updateComplete;
    expect(partText(el, 'price')).to.equal('£2.40');
    expect(partText(el, 'message')).to.equal('The price has changed, it was £2.20');
  });

  it('starts anew where it shows another product', async () => {
    const { shop, el, press } = await render('honey');
    await press('add-button');
    await press('add-button');
    expect(partText(el, 'message')).to.equal('No more than 2 in one order');
    el.product = 'oats';
    await settled(shop);
    await press('add-button');
    expect(partText(el, 'field-error')).to.equal('! Choose Container first');
    el.product = 'honey';
    await settled(shop);
    expect(partText(el, 'added-note')).to.equal('2 in basket');
    el.product = 'oats';
    await settled(shop);
    expect(partText(el, 'field-error')).to.equal('');
    expect(partText(el, 'price')).to.equal('£2.40');
  });

  it('keeps quiet about one product what came of adding another', async () => {
    const { shop, el, port } = await render('honey');
    let refuse: (outcome: Refused) => void = () => undefined;
    port.add = () => new Promise((resolve) => (refuse = resolve));
    part(el, 'add-button')?.click();
    el.product = 'rye';
    await settled(shop);
    refuse({ ok: false, code: 'basket-full', message: '', about: { max: 500 } });
    await settled(shop);
    await el.updateComplete;
    expect(partText(el, 'message')).to.equal('');
  });

  it('says why it was not added, also to those who hear it', async () => {
    const { shop, el, port, press } = await render('honey');
    port.add = async () => ({ ok: false, code: 'basket-full', message: '', about: { max: 500 } });
    const said = announced(shop);
    await press('add-button');
    const message = partText(el, 'message');
    expect(message).to.contain('500');
    expect(await said).to.equal(message);
  });

  it('puts the focus on what came where Try again has gone, and moves nothing', async () => {
    const failed = createState({ catalog: null, load: { kind: 'failed', code: 'unreachable', message: '' } });
    const port = new FakeShopPort(failed);
    const { shop, el } = await render('honey', port);
    port.refresh = async () => {
      port.change({ load: { kind: 'ready' }, catalog: CATALOG });
      return { ok: true };
    };
    part(el, 'retry-button')?.focus();
    shop.style.cssText = 'display: block; overflow-anchor: none; padding-block-end: 3000px';
    document.scrollingElement?.scrollTo({ top: 1500, behavior: 'instant' });
    part(el, 'retry-button')?.click();
    await settled(shop);
    await el.updateComplete;
    await waitUntil(() => el.shadowRoot?.activeElement?.matches('article *'));
    await nextFrame();
    await nextFrame();
    expect(window.scrollY, 'the page moved under the shopper').to.equal(1500);
  });

  it('tries a picture again where it is another', async () => {
    const { el, port } = await render('honey');
    const show = async (src: string) => {
      const products = CATALOG.products.map((each) => ({ ...each, image: { src, alt: '' } }));
      port.change({ catalog: { ...CATALOG, products } });
      await el.updateComplete;
    };
    await show('data:image/gif;base64,R0');
    part(el, 'image')?.dispatchEvent(new Event('error'));
    await el.updateComplete;
    expect(part(el, 'image')?.localName).to.equal('div');
    await show('data:image/gif;base64,R0lGODlhAQABAAAAACw=');
    expect(part(el, 'image')?.localName).to.equal('img');
  });

  it('says subject to stock while the shop can’t be reached', async () => {
    const { el, port } = await render('honey');
    port.change({ connection: 'offline' });
    await el.updateComplete;
    expect(partText(el, 'message')).to.equal('Subject to stock');
  });

  it('keeps the host’s own markup in view when there is no such product, and tells the developer once', async () => {
    const problems: string[] = [];
    const listen = (event: Event) => problems.push((event as CustomEvent<{ code: string }>).detail.code);
    document.addEventListener('punnet-error', listen);
    const { shop } = await renderShop(
      html`<punnet-product product="nothing"><a href="#oats">Oats</a></punnet-product>`,
    );
    const el = shop.querySelector<PunnetProduct>('punnet-product') as PunnetProduct;
    await el.updateComplete;
    document.removeEventListener('punnet-error', listen);
    expect(problems).to.deep.equal(['unknown-product']);
    expect(el.querySelector('a')?.assignedSlot).to.exist;
  });

  it('says that the catalog is empty where it is, not that it has several', async () => {
    const port = new FakeShopPort(createState({ catalog: { ...CATALOG, products: [] } }));
    const { shop } = await renderShop(html`<punnet-product></punnet-product>`, port);
    await shop.querySelector<PunnetProduct>('punnet-product')?.updateComplete;
    expect(shop.problems.map(({ message }) => message)).to.deep.equal(['The catalog has no product.']);
  });

  it('does not move what is below it when it is added or the network goes', async () => {
    const { el, port, press } = await render('honey');
    const height = el.offsetHeight;
    await press('add-button');
    port.change({ connection: 'offline' });
    await el.updateComplete;
    expect(el.offsetHeight).to.equal(height);
  });
});
