import { expect } from '@open-wc/testing';

import type { Reply, Wire } from '../../src/core/ports.js';
import { toProblem, type ProblemType } from '../../src/core/protocol/problem.js';
import { OwnerDesk } from '../../src/worker/owner-desk.js';
import type { Room } from '../../src/worker/room.js';
import { insights } from '../support/insights.js';
import { createDevice, NOW, OPEN_CATALOG } from '../support/order-desk.js';
import { patch } from '../support/patch.js';
import { json } from '../support/scripted-endpoint.js';

const SHOP = 'millrace';
const CODE = 'ABCDE-FGHJK';
const DAYS = ['2026-11-01', '2026-11-24'] as const;
const ENROLLED = json({ device: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA', class: 'owner' });

/** An endpoint that knows a code and answers questions, until it is gone. */
class OwnerWire {
  enrolled: Reply = ENROLLED;
  answer: Reply = json(insights({ from: DAYS[0], to: DAYS[1] }));
  gone = false;
  #held: (() => Promise<Reply>) | undefined;
  readonly asked: { readonly address: string; readonly signature: string | null }[] = [];
  readonly wire: Wire = {
    get: () => Promise.reject(new TypeError('nobody asks so')),
    post: async () => {
      if (this.gone) throw new TypeError('gone');
      return this.enrolled;
    },
  };

  /** What is asked next waits for its answer; what is asked after that does not. */
  holdNext(): { readonly asked: Promise<void>; answer(reply: Reply): void } {
    let [ask, answer]: [() => void, (reply: Reply) => void] = [() => undefined, () => undefined];
    const asked = new Promise<void>((resolve) => (ask = resolve));
    const reply = new Promise<Reply>((resolve) => (answer = resolve));
    this.#held = () => {
      this.#held = undefined;
      ask();
      return reply;
    };
    return { asked, answer };
  }

  readonly fetch = async (address: string, init?: RequestInit): Promise<Response> => {
    this.asked.push({ address, signature: new Headers(init?.headers).get('punnet-signature') });
    if (this.gone) throw new TypeError('gone');
    const { status, text, type } = (await this.#held?.()) ?? this.answer;
    return new Response(text, { status, headers: { 'content-type': type } });
  };
}

const problem = (type: ProblemType): Reply => {
  const { status, ...rest } = toProblem(type);
  return { status, type: 'application/problem+json', text: JSON.stringify({ status, ...rest }) };
};

type Device = ReturnType<typeof createDevice>;

function openDesk(end: OwnerWire, device: Device = createDevice()) {
  let sent = 0;
  const room = {
    ...{ shopId: SHOP, clock: device.ports.clock, store: device.store, catalog: () => OPEN_CATALOG },
    config: { endpoint: 'https://orders.example/punnet' },
    simulatesOffline: () => false,
    watch: (work: Promise<unknown>) => void work,
  } as unknown as Room;
  const desk = new OwnerDesk({ ...device.ports, room, wire: end.wire, sent: async () => void (sent += 1) });
  const view = async () => {
    const looked = await desk.look();
    if (!looked.ok) throw new Error(looked.code);
    return looked.view;
  };
  return { device, desk, view, sent: () => sent };
}

describe('an owner’s desk', () => {
  let end: OwnerWire;
  let restore: () => void;
  beforeEach(() => {
    end = new OwnerWire();
    restore = patch(globalThis, 'fetch', { value: end.fetch });
  });
  afterEach(() => restore());

  it('is closed until the owner’s code was typed, and opens by the same code with no network', async () => {
    const { desk, view } = openDesk(end);
    expect((await view()).standing).to.equal('none');
    expect((await desk.enrol(CODE, true)).ok).to.equal(true);
    expect(await view()).to.include({ standing: 'owner', remembered: true });
    end.gone = true;
    expect((await desk.enrol('abcde fghjk', true)).ok).to.equal(true);
    expect(await desk.enrol('BBBBB-BBBBB', true)).to.include({ ok: false, code: 'unreachable' });
  });

  it('stays closed to the code of a stall', async () => {
    end.enrolled = json({ ...JSON.parse(ENROLLED.text), class: 'stall' });
    const { desk, view } = openDesk(end);
    expect(await desk.enrol(CODE, true)).to.include({ ok: false, code: 'not-owner' });
    expect((await view()).standing).to.equal('none');
  });

  it('asks with its key and the moment, so that a copied question is worth nothing later', async () => {
    const { desk } = openDesk(end);
    await desk.enrol(CODE, true);
    expect((await desk.ask(...DAYS)).ok).to.equal(true);
    const [asked] = end.asked;
    const { pathname, searchParams } = new URL(asked?.address ?? '');
    expect(pathname).to.equal('/punnet/v1/insights');
    expect(Object.fromEntries(searchParams)).to.deep.equal({
      from: DAYS[0],
      to: DAYS[1],
      at: new Date(NOW).toISOString(),
    });
    expect(asked?.signature).to.match(/^[\w-]+\.\.[\w-]+$/);
  });

  it('shows what it was told last with its age, with no network and in a later session', async () => {
    const { desk, device } = openDesk(end);
    await desk.enrol(CODE, true);
    await desk.ask(...DAYS);
    end.gone = true;
    const later = openDesk(end, device);
    expect(await later.desk.ask(...DAYS)).to.include({ ok: false, code: 'unreachable' });
    const { told } = await later.view();
    expect(told?.at).to.equal(new Date(NOW).toISOString());
    expect(told?.answer.orders).to.deep.equal(insights().orders);
  });

  it('leaves nothing on a device that is not to remember', async () => {
    const { desk, device, view } = openDesk(end);
    await desk.enrol(CODE, true);
    await desk.ask(...DAYS);
    await desk.enrol(CODE, false);
    await desk.ask(...DAYS);
    expect((await view()).told?.from).to.equal(DAYS[0]);
    expect(await device.store.get(['insights'])).to.equal(undefined);
    expect((await openDesk(end, device).view()).told).to.equal(undefined);
  });

  it('shows the answer to what was asked last, also where an older one comes after it', async () => {
    const { desk, view, device } = openDesk(end);
    await desk.enrol(CODE, true);
    const older = end.holdNext();
    const first = desk.ask(...DAYS);
    await older.asked;
    end.answer = json(insights({ from: DAYS[1], to: DAYS[1] }));
    expect((await desk.ask(DAYS[1], DAYS[1])).ok).to.equal(true);
    older.answer(json(insights({ from: DAYS[0], to: DAYS[1] })));
    expect((await first).ok).to.equal(true);
    expect((await view()).told?.from).to.equal(DAYS[1]);
    const later = await openDesk(end, device).view();
    expect(later.told?.from).to.equal(DAYS[1]);
  });

  const refusals: readonly (readonly [name: string, reply: Reply, code: string, standing: string])[] = [
    ['is not the owner’s any more', problem('not-the-owner'), 'not-allowed', 'over'],
    ['has a wrong clock', problem('stale-request'), 'stale-request', 'owner'],
    ['asks for days that there are not', problem('bad-range'), 'bad-range', 'owner'],
    ['asks too often', problem('too-many-requests'), 'too-many', 'owner'],
    ['meets a sign-in page', { status: 200, type: 'text/html', text: '<p>Welcome' }, 'unreachable', 'owner'],
    ['is told of another shop', json({ ...insights(), shop: 'x' }), 'unreachable', 'owner'],
  ];
  for (const [name, reply, code, standing] of refusals) {
    it(`says ${code} where it ${name}`, async () => {
      const { desk, view } = openDesk(end);
      await desk.enrol(CODE, true);
      end.answer = reply;
      expect(await desk.ask(...DAYS)).to.include({ ok: false, code });
      expect((await view()).standing).to.equal(standing);
    });
  }

  it('keeps what the owner says as an intent to be sent, and shows it until it is answered', async () => {
    const { desk, device, view, sent } = openDesk(end);
    await desk.enrol(CODE, true);
    const wish = {
      type: 'stock.set',
      body: { variant: 'honey-340', depot: 'station', quantity: 3 },
    } as const;
    const said = await desk.say(wish);
    expect(said.ok).to.equal(true);
    expect(sent()).to.be.at.least(1);
    const [intent] = await device.store.list('intent');
    expect(intent?.type).to.equal('stock.set');
    expect((await view()).words.map((word) => word.wish)).to.deep.equal([wish]);
    expect(await device.ports.journal.list()).to.deep.equal([intent?.id]);
  });
});
