import { expect } from '@open-wc/testing';

import type { Answer } from '../../../src/core/intake/answer.js';
import { DECISION_GRACE_MS } from '../../../src/core/intake/dispute.js';
import { HONEY } from '../../support/catalog-input.js';
import {
  ADA,
  BOB,
  CLAIM,
  IntakeShop,
  SLOT,
  accept,
  cancel,
  nextId,
  place,
} from '../../support/intake-batch.js';

const dearer = {
  products: [{ ...HONEY, variants: [{ id: 'honey-340', title: '340 g', price: 700, deposit: 50 }] }],
};
const brief = ({ result, proof }: Answer) => [result.state, proof?.rev, proof?.amount];

describe('an intent that arrives again', () => {
  it('is answered with the order as it is now, and does nothing', async () => {
    const shop = new IntakeShop();
    shop.ledger.countStock('honey-340', 'station', 5);
    const intent = place();
    const first = await shop.ask(intent);
    expect(await shop.ask(intent)).to.deep.equal(first);
    await shop.ask(cancel(intent.intent.id));
    expect(brief(await shop.ask(intent))).to.deep.equal(['cancelled', 2, 1400]);
    expect(shop.ledger.left('honey-340', 'station')).to.equal(5);
  });

  it('is refused if its bytes are others, and the first order stays as it was', async () => {
    const shop = new IntakeShop();
    const intent = place();
    const { id } = intent.intent;
    await shop.ask(intent);
    const { result, proof } = await shop.ask(place({}, { id, hash: 'other bytes', device: BOB }));
    expect(result.reason).to.deep.equal({ code: 'equivocation' });
    expect([proof?.hash, proof?.rev, proof?.state]).to.deep.equal(['other bytes', 0, 'rejected']);
    expect(brief(await shop.ask(intent))).to.deep.equal(['confirmed', 1, 1400]);
  });

  it('proves nothing about the order of a stranger that other bytes name', async () => {
    const shop = new IntakeShop();
    const [own, theirs] = [place(), place({}, { device: BOB })];
    const first = cancel(own.intent.id);
    await shop.receive([own, theirs, first]);
    const { id } = first.intent;
    const { result, proof } = await shop.ask(cancel(theirs.intent.id, { id, hash: 'other bytes' }));
    expect(result.reason).to.deep.equal({ code: 'equivocation' });
    expect([proof?.intent, proof?.order, proof?.rev]).to.deep.equal([id, id, 0]);
    const again = await shop.ask(cancel(own.intent.id, { id, hash: 'other bytes yet' }));
    expect(again.proof?.order).to.equal(own.intent.id);
  });

  it('is answered once, though one batch holds it twice', async () => {
    const intent = place();
    const { answers } = await new IntakeShop().receive([intent, intent]);
    expect(answers.map(brief)).to.deep.equal([['confirmed', 1, 1400]]);
  });

  it('under a number that another intent of its device used is taken in and marked', async () => {
    const shop = new IntakeShop();
    const copy = place({}, { seq: 7 });
    const { result: first } = await shop.ask(place({}, { seq: 7 }));
    const { result } = await shop.ask(copy);
    expect([first.forked, result.forked, result.state]).to.deep.equal([undefined, true, 'confirmed']);
    expect((await shop.ask(copy)).result.forked).to.equal(true);
    expect((await shop.ask(place({}, { seq: 7, device: BOB }))).result.forked).to.equal(undefined);
  });
});

describe('a batch of intents', () => {
  it('answers each with how its order stands at the end', async () => {
    const placed = place();
    const { answers } = await new IntakeShop().receive([placed, cancel(placed.intent.id)]);
    expect(answers.map(brief)).to.deep.equal([
      ['cancelled', 2, 1400],
      ['cancelled', 2, 1400],
    ]);
  });

  it('goes on behind one that fails, of which nothing stays', async () => {
    const shop = new IntakeShop();
    shop.ledger.countStock('honey-340', 'station', 5);
    const broken = place();
    shop.ledger.failOn = broken.intent.id;
    const { answers, failed } = await shop.receive([broken, place()]);
    expect(answers.map(brief)).to.deep.equal([['confirmed', 1, 1400]]);
    expect(failed.map(({ intent }) => intent)).to.deep.equal([broken.intent.id]);
    expect([shop.ledger.left('honey-340', 'station'), shop.ledger.orders.size]).to.deep.equal([3, 1]);
    shop.ledger.failOn = '';
    expect(brief(await shop.ask(broken))).to.deep.equal(['confirmed', 1, 1400]);
  });

  it('tells which slots are full and what is left', async () => {
    const shop = new IntakeShop();
    shop.ledger.countStock('honey-340', 'station', 16);
    const { stock, depots } = await shop.receive(Array.from({ length: 8 }, () => place()));
    expect(stock).to.deep.equal([{ variant: 'honey-340', depot: 'station', left: 0 }]);
    expect(depots).to.deep.equal([{ id: 'station', full: [SLOT], status: 'open' }]);
  });
});

describe('calling an order off', () => {
  it('gives back stock and place once, however often it is asked', async () => {
    const shop = new IntakeShop();
    shop.ledger.countStock('honey-340', 'station', 5);
    const { intent } = place();
    await shop.ask(place({}, { id: intent.id }));
    for (const one of [cancel(intent.id), cancel(intent.id)]) {
      const { proof } = await shop.ask(one);
      expect([proof?.intent, proof?.hash]).to.deep.equal([one.intent.id, one.hash]);
      expect([proof?.state, proof?.rev, proof?.order]).to.deep.equal(['cancelled', 2, intent.id]);
    }
    expect([shop.ledger.left('honey-340', 'station'), shop.ledger.taken('station', SLOT)]).to.deep.equal([
      5, 0,
    ]);
  });

  it('leaves a refused order refused', async () => {
    const shop = new IntakeShop();
    const refused = place({ currency: 'EUR' });
    await shop.ask(refused);
    expect(brief(await shop.ask(cancel(refused.intent.id)))).to.deep.equal(['rejected', 1, 1400]);
  });

  it('gives back nothing that was not counted when it was ordered', async () => {
    const shop = new IntakeShop();
    const placed = place();
    await shop.ask(placed);
    shop.ledger.countStock('honey-340', 'station', 5);
    await shop.ask(cancel(placed.intent.id));
    expect(shop.ledger.left('honey-340', 'station')).to.equal(5);
  });

  it('is open to another device that shows the order\u2019s secret', async () => {
    const shop = new IntakeShop();
    const placed = place();
    await shop.ask(placed);
    const { result } = await shop.ask(cancel(placed.intent.id, { device: BOB, secretHash: CLAIM }));
    expect(result.state).to.equal('cancelled');
  });

  for (const { who, marks } of [
    { who: 'shows nothing', marks: { device: BOB } },
    { who: 'shows another secret', marks: { device: BOB, secretHash: 'x'.repeat(43) } },
  ]) {
    it(`tells a stranger who ${who} exactly what it tells about no order at all`, async () => {
      const shop = new IntakeShop();
      const placed = place();
      await shop.ask(placed);
      const answer = await shop.ask(cancel(placed.intent.id, marks));
      const unknown = await shop.ask(cancel(nextId(), marks));
      expect({ ...answer.result, intent: '' }).to.deep.equal({ ...unknown.result, intent: '' });
      expect([answer.result.state, answer.proof, unknown.proof]).to.deep.equal([
        'waiting',
        undefined,
        undefined,
      ]);
      expect(brief(await shop.ask(placed))).to.deep.equal(['confirmed', 1, 1400]);
    });
  }

  it('waits for an order that comes after it', async () => {
    const shop = new IntakeShop();
    const placed = place();
    const off = cancel(placed.intent.id);
    expect((await shop.ask(off)).result.state).to.equal('waiting');
    await shop.ask(placed);
    expect((await shop.ask(off)).result.state).to.equal('cancelled');
  });
});

describe('an order whose price went up', () => {
  async function repriced() {
    const shop = new IntakeShop(dearer);
    shop.ledger.countStock('honey-340', 'station', 5);
    const { intent } = place();
    const placed = place({ catalog: 'an older one' }, { id: intent.id });
    expect(brief(await shop.ask(placed))).to.deep.equal(['repriced', 1, 1500]);
    return { shop, placed, id: intent.id };
  }

  it('is confirmed by a yes to exactly the amount that was asked', async () => {
    const { shop, id } = await repriced();
    expect(brief(await shop.ask(accept(id, 1499)))).to.deep.equal(['repriced', 1, 1500]);
    const { result, proof } = await shop.ask(accept(id, 1500));
    expect([result.state, proof?.amount, proof?.rev, result.until]).to.deep.equal([
      'confirmed',
      1500,
      2,
      undefined,
    ]);
    expect(result.lines?.[0]?.price).to.equal(700);
    expect(shop.ledger.left('honey-340', 'station')).to.equal(3);
  });

  it('is cancelled by a no', async () => {
    const { shop, id } = await repriced();
    expect(brief(await shop.ask(cancel(id)))).to.deep.equal(['cancelled', 2, 1500]);
    expect(shop.ledger.left('honey-340', 'station')).to.equal(5);
    expect(brief(await shop.ask(accept(id, 1500)))).to.deep.equal(['cancelled', 2, 1500]);
  });

  it('is cancelled when no answer came in time, and gives back what it held', async () => {
    const { shop, placed, id } = await repriced();
    shop.now += 86_400_000 + DECISION_GRACE_MS - 1;
    await shop.receive([]);
    expect(shop.ledger.left('honey-340', 'station')).to.equal(3);
    shop.now += 1;
    expect(brief(await shop.ask(accept(id, 1500)))).to.deep.equal(['cancelled', 2, 1500]);
    expect((await shop.ask(placed)).result.reason).to.deep.equal({ code: 'no-answer' });
    expect([shop.ledger.left('honey-340', 'station'), shop.ledger.taken('station', SLOT)]).to.deep.equal([
      5, 0,
    ]);
  });

  it('that was accepted is not asked about again', async () => {
    const { shop, placed, id } = await repriced();
    await shop.ask(accept(id, 1500));
    shop.now += 86_400_000 + DECISION_GRACE_MS;
    expect(brief(await shop.ask(placed))).to.deep.equal(['confirmed', 2, 1500]);
  });
});

describe('what a device is told without having asked', () => {
  it('is every change of its own orders since the cursor, and nothing of others', async () => {
    const shop = new IntakeShop();
    const own = place();
    await shop.receive([own, place({}, { device: BOB })], { device: ADA });
    const { cursor, answers } = await shop.receive([], { device: ADA });
    expect(answers.map(({ result }) => result.intent)).to.deep.equal([own.intent.id]);
    expect((await shop.receive([], { device: ADA, cursor })).answers).to.deep.equal([]);
    await shop.receive([cancel(own.intent.id, { device: BOB, secretHash: CLAIM })], { device: BOB });
    const { answers: news } = await shop.receive([], { device: ADA, cursor });
    expect(news.map(brief)).to.deep.equal([['cancelled', 2, 1400]]);
    expect(news[0]?.proof?.hash).to.equal(own.hash);
  });

  it('comes in pages, none twice and none left out', async () => {
    const shop = new IntakeShop();
    const ids = new Set<string>();
    for (let batch = 0; batch < 9; batch++) {
      const orders = Array.from({ length: 50 }, () => place({ currency: 'EUR' }));
      for (const { intent } of orders) ids.add(intent.id);
      await shop.receive(orders);
    }
    let cursor: string | null = null;
    const pages: number[] = [];
    for (let more = true; more;) {
      const page = await shop.receive([], { device: ADA, cursor });
      ({ cursor, more } = page);
      pages.push(page.answers.length);
      for (const { result } of page.answers) expect(ids.delete(result.intent)).to.equal(true);
    }
    expect([pages, ids.size]).to.deep.equal([[200, 200, 50], 0]);
  });

  for (const { what, cursor } of [
    { what: 'another device\u2019s', cursor: '1.bob-devi' },
    { what: 'one from before the database was set back', cursor: '99.ada-devi' },
    { what: 'nonsense', cursor: 'sideways' },
  ]) {
    it(`is everything, if the cursor is ${what}`, async () => {
      const shop = new IntakeShop();
      await shop.receive([place()]);
      expect((await shop.receive([], { device: ADA, cursor })).answers).to.have.length(1);
    });
  }

  it('is the order whose secret it shows, by its own intent', async () => {
    const shop = new IntakeShop();
    const placed = place();
    await shop.ask(placed);
    const order = placed.intent.id;
    const { answers } = await shop.receive([], { device: BOB, claims: [{ order, claim: CLAIM }] });
    expect(answers.map(({ proof }) => [proof?.intent, proof?.hash])).to.deep.equal([[order, placed.hash]]);
    const claims = [
      { order, claim: 'x'.repeat(43) },
      { order: nextId(), claim: CLAIM },
    ];
    expect((await shop.receive([], { device: BOB, claims })).answers).to.deep.equal([]);
  });

  it('holds nothing twice, whatever asks for it', async () => {
    const shop = new IntakeShop();
    const placed = place();
    const claims = [{ order: placed.intent.id, claim: CLAIM }];
    const { answers } = await shop.receive([placed], { device: ADA, claims });
    expect(answers).to.have.length(1);
  });
});
