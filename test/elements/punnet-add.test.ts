import { expect, html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';

import { PunnetAdd } from '../../src/elements/punnet-add.js';
import { FakeShopPort } from '../support/fake-shop-port.js';
import { createState } from '../support/fixtures.js';
import { announced, defineOnce, part, partText, renderShop, settled } from '../support/shop-fixture.js';

defineOnce('punnet-add', PunnetAdd);
const CHOSEN = '{"container": "own-jar"}';

async function render(content: TemplateResult, port = new FakeShopPort()) {
  const page = await renderShop(content, port);
  const el = page.shop.querySelector<PunnetAdd>('punnet-add') as PunnetAdd;
  const press = async () => {
    el.querySelector<HTMLElement>('button, a')?.click();
    await settled(page.shop);
    await el.updateComplete;
  };
  return { ...page, el, press };
}

describe('<punnet-add>', () => {
  it('is accessible, able and unable to add', async () => {
    const { el, shop } = await render(
      html`<punnet-add variant="honey-340"><button>Buy honey</button></punnet-add
        ><punnet-add variant="rye-1000"><button>Buy rye</button></punnet-add>`,
    );
    await expect(el).to.be.accessible();
    await expect(shop).to.be.accessible();
  });

  it('adds what its attributes say when the host’s own button is pressed, and says so', async () => {
    const { shop, port, press } = await render(
      html`<punnet-add variant="oats-500" quantity="2" modifiers=${CHOSEN}
        ><button>Oats, please</button></punnet-add
      >`,
    );
    const said = announced(shop);
    await press();
    expect(port.calls).to.deep.equal([['add', 'oats-500', 2, { container: 'own-jar' }]]);
    expect(await said).to.equal('Added Rolled oats 500 g, 2 in basket');
  });

  it('leaves name and role of the host’s button alone', async () => {
    const { el } = await render(
      html`<punnet-add variant="honey-340"><a href="#honey">Honey</a></punnet-add>`,
    );
    const link = el.querySelector('a');
    expect(link?.textContent).to.equal('Honey');
    expect(link?.getAttribute('role')).to.equal(null);
    expect(link?.hasAttribute('aria-disabled')).to.equal(false);
  });

  it('keeps a link from leading away once it adds', async () => {
    const { press, port } = await render(
      html`<punnet-add variant="honey-340"><a href="#elsewhere">Honey</a></punnet-add>`,
    );
    await press();
    expect(location.hash).to.equal('');
    expect(port.calls).to.have.length(1);
  });

  it('says on the host’s button why it can’t be added', async () => {
    const { el, port, press } = await render(
      html`<punnet-add variant="rye-1000"><button>Rye</button></punnet-add>`,
    );
    const button = el.querySelector('button') as HTMLButtonElement;
    await press();
    expect(port.calls).to.deep.equal([]);
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    const reason = document.getElementById(button.getAttribute('aria-describedby') ?? '');
    expect(reason?.textContent).to.equal('Sold out');
  });

  it('adds one step of what is sold in steps, unless it says how many', async () => {
    const dozen = structuredClone(createState().catalog);
    const honey = dozen?.products.find(({ id }) => id === 'honey');
    if (honey) Object.assign(honey.variants[0] ?? {}, { step: 2, max: 10 });
    const asked: unknown[] = [];
    const { shop, port, press } = await render(
      html`<punnet-add variant="honey-340"><button>Buy honey</button></punnet-add>`,
      new FakeShopPort(createState({ catalog: dozen })),
    );
    shop.addEventListener('punnet-add-request', ({ detail }) => asked.push(detail.quantity));
    await press();
    await shop.add('honey-340');
    expect(port.state.cart.count).to.equal(4);
    expect(asked).to.deep.equal([2, 2]);
  });

  it('gives the host’s button back what the host itself says of it', async () => {
    const { el, port, press } = await render(
      html`<punnet-add variant="honey-340" quantity="2"
        ><button aria-describedby="terms">Two jars</button></punnet-add
      >`,
    );
    const button = el.querySelector('button') as HTMLButtonElement;
    await press();
    expect(button.getAttribute('aria-describedby')).to.match(/^terms punnet-reason-\d+$/);
    await port.setQuantity('honey-340', 0);
    await el.updateComplete;
    expect(button.getAttribute('aria-describedby')).to.equal('terms');
    expect(button.hasAttribute('aria-disabled')).to.equal(false);
  });

  it('stops at the most that one order may hold, and can again when there is room', async () => {
    const { el, port, press } = await render(
      html`<punnet-add variant="honey-340" quantity="2"><button>Two jars</button></punnet-add>`,
    );
    await press();
    const button = el.querySelector('button') as HTMLButtonElement;
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    await port.setQuantity('honey-340', 0);
    await el.updateComplete;
    expect(button.hasAttribute('aria-disabled')).to.equal(false);
    expect(button.hasAttribute('aria-describedby')).to.equal(false);
  });

  it('says why it was not added, also to those who hear it', async () => {
    const { shop, el, port, press } = await render(
      html`<punnet-add variant="honey-340"><button>Buy honey</button></punnet-add>`,
    );
    port.add = async () => ({ ok: false, code: 'basket-full', message: '', about: { max: 500 } });
    const said = announced(shop);
    await press();
    const reason = el.querySelector('[slot="reason"]')?.textContent;
    expect(reason).to.contain('500');
    expect(await said).to.equal(reason);
  });

  const mistakes = [
    { name: 'a variant that there is none of', variant: 'oat-500', modifiers: '{}', code: 'unknown-variant' },
    { name: 'modifiers that are no JSON', variant: 'oats-500', modifiers: 'own-jar', code: 'bad-modifiers' },
    { name: 'a modifier that is missing', variant: 'oats-500', modifiers: '{}', code: 'modifier-required' },
  ];
  for (const { name, variant, modifiers, code } of mistakes) {
    it(`tells the developer once of ${name}`, async () => {
      const found: string[] = [];
      const listen = (event: Event) => found.push((event as CustomEvent<{ code: string }>).detail.code);
      document.addEventListener('punnet-error', listen);
      const { port, press, shop } = await render(
        html`<punnet-add variant=${variant} modifiers=${modifiers}><button>Add</button></punnet-add>`,
      );
      port.change({ connection: 'offline' });
      await press();
      document.removeEventListener('punnet-error', listen);
      expect(found).to.deep.equal([code]);
      expect(shop.problems[0]?.where).to.equal(`punnet-add[variant="${variant}"]`);
      expect(shop.problems[0]?.message.includes('JSON')).to.equal(code !== 'unknown-variant');
    });
  }

  it('brings a button of its own where the host has none', async () => {
    const { el, port } = await render(html`<punnet-add variant="honey-340"></punnet-add>`);
    part(el, 'primary-button')?.click();
    await el.updateComplete;
    expect(partText(el, 'primary-button')).to.equal('Add to basket');
    expect(port.calls).to.have.length(1);
  });
});
