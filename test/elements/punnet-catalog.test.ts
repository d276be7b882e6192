import { expect, html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';

import type { Product } from '../../src/core/catalog/catalog-schema.js';
import { PunnetCatalog } from '../../src/elements/punnet-catalog.js';
import { PunnetProduct } from '../../src/elements/punnet-product.js';
import { FakeShopPort } from '../support/fake-shop-port.js';
import { CATALOG, createState } from '../support/fixtures.js';
import { defineOnce, part, partText, renderShop, settled } from '../support/shop-fixture.js';

defineOnce('punnet-catalog', PunnetCatalog);
defineOnce('punnet-product', PunnetProduct);

const KINDS = ['bread', 'grain'];

function many(count: number): FakeShopPort {
  const products = Array.from({ length: count }, (_, i): Product => {
    const [template] = CATALOG.products.slice(2);
    if (!template) throw new Error('the fixture has honey');
    const variants = template.variants.map((variant) => ({ ...variant, id: `v${i}` }));
    return { ...template, id: `p${i}`, title: `Crème ${i}`, tags: [KINDS[i % 2] ?? ''], variants };
  });
  return new FakeShopPort(createState({ catalog: { ...CATALOG, products } }));
}

async function render(port = many(8), markup: TemplateResult = html`<punnet-catalog></punnet-catalog>`) {
  const { shop } = await renderShop(markup, port);
  const el = shop.querySelector<PunnetCatalog>('punnet-catalog') as PunnetCatalog;
  const cards = () => [...(el.shadowRoot?.querySelectorAll('punnet-product') ?? [])];
  const search = async (text: string) => {
    const input = part<HTMLInputElement>(el, 'input') as HTMLInputElement;
    input.value = text;
    input.dispatchEvent(new Event('input'));
    await settled(shop);
  };
  return { shop, el, port, cards, search };
}

describe('<punnet-catalog>', () => {
  it('is accessible', async () => {
    const { el } = await render(new FakeShopPort());
    await expect(el).to.be.accessible();
  });

  it('is accessible with search and kinds', async () => {
    const { el } = await render();
    await expect(el).to.be.accessible();
  });

  it('keeps six places while it loads', async () => {
    const { el } = await render(new FakeShopPort(createState({ catalog: null, load: { kind: 'loading' } })));
    expect(el.shadowRoot?.querySelectorAll('[part~="skeleton"]').length).to.equal(6);
    await expect(el).to.be.accessible();
  });

  it('finds products whatever the accents and the case', async () => {
    const { el, cards, search } = await render();
    await search('CREME 3');
    expect(cards().map(({ product }) => product)).to.deep.equal(['p3']);
    expect(partText(el, 'count')).to.equal('1 product');
  });

  it('says when nothing matches, and shows all again', async () => {
    const { el, cards, search } = await render();
    await search('rye');
    expect(partText(el, 'empty')).to.contain('Nothing matches “rye”');
    await expect(el).to.be.accessible();
    part(el, 'empty')?.querySelector('button')?.click();
    await el.updateComplete;
    expect(cards()).to.have.length(8);
  });

  it('shows one kind when asked', async () => {
    const { el, cards } = await render();
    const kind = [...(el.shadowRoot?.querySelectorAll<HTMLElement>('[part~="option"]') ?? [])][1];
    kind?.click();
    await el.updateComplete;
    expect(kind?.getAttribute('aria-pressed')).to.equal('true');
    expect(cards().map(({ product }) => product)).to.deep.equal(['p0', 'p2', 'p4', 'p6']);
  });

  it('shows only the kind that the page names', async () => {
    const { cards } = await render(many(8), html`<punnet-catalog tag="grain"></punnet-catalog>`);
    expect(cards()).to.have.length(4);
  });

  it('keeps what a shopper chose on a card while they search', async () => {
    const { cards, search, shop } = await render();
    const card = cards()[3];
    (card && part(card, 'stepper-plus'))?.click();
    await search('creme');
    await settled(shop);
    expect(cards()[3]).to.equal(card);
    expect(card && part<HTMLInputElement>(card, 'input')?.value).to.equal('2');
  });

  it('shows a screenful of 500 products first, and then the others', async () => {
    const { el, cards } = await render(many(500));
    expect(cards().length).to.be.lessThan(100);
    await new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (cards().length < 60) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(el.shadowRoot as ShadowRoot, { childList: true, subtree: true });
    });
    expect(partText(el, 'count')).to.equal('500 products');
  });

  it('has a place for each of 500 products before the last of them is drawn', async () => {
    const { el, cards } = await render(many(500));
    const places = () => el.shadowRoot?.querySelectorAll('[part~="card"]').length ?? 0;
    const drawn = await new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        if (places() < 500) return;
        observer.disconnect();
        resolve(cards().length);
      });
      observer.observe(el.shadowRoot as ShadowRoot, { childList: true, subtree: true });
    });
    expect(drawn).to.be.lessThan(100);
  });

  it('says what went wrong, and tries again', async () => {
    const { el, port } = await render(
      new FakeShopPort(
        createState({ catalog: null, load: { kind: 'failed', code: 'unreachable', message: 'No' } }),
      ),
    );
    expect(partText(el, 'error')).to.contain('The shop can’t be shown now.');
    part(el, 'retry-button')?.click();
    expect(port.calls).to.deep.equal([['refresh']]);
    await expect(el).to.be.accessible();
  });

  it('hands on the parts of its cards', async () => {
    const { cards } = await render();
    expect(cards()[0]?.getAttribute('exportparts')).to.contain('add-button:product-add-button');
  });
});
