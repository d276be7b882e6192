/**
 * The owner's end of the counter: lets them in by their code, asks the endpoint how the shop stands, and keeps what they
 * say of it, which goes the way of orders. The last answer is kept on a device that is told to remember, else for as
 * long as the engine runs.
 */
import { askSigned, type Get } from '../core/outbox/ask-signed.js';
import { parseInsightsAnswer, toInsightsPath } from '../core/protocol/insights.js';
import { readInsights } from '../core/owner/read-insights.js';
import type { OwnerPort, OwnerQuestion, OwnerView, OwnerWish, Told } from '../core/owner/owner-port.js';
import { noteRefusal, say, toOwnerWords } from '../core/owner/say.js';
import type { Reply, Wire } from '../core/ports.js';
import { refuse } from '../core/refuse.js';
import type { Outcome } from '../core/shop-port.js';
import { enrol, keepStall } from '../core/stall/enrol.js';
import { prune } from '../core/stall/prune.js';
import type { ServePorts } from '../core/stall/serve.js';
import { getSigned } from './get-signed.js';
import type { Room } from './room.js';

export interface OwnerPorts extends ServePorts {
  readonly room: Room;
  readonly wire: Wire | undefined;
  /** Something waits to be sent. */
  readonly sent: () => Promise<void>;
}

export class OwnerDesk implements OwnerPort {
  readonly #ports: OwnerPorts;
  readonly #room: Room;
  /** The last answer, where this device is not to remember. */
  #told: Told | undefined;
  /** How many questions were asked, and the newest of which the answer was kept. */
  #asked = 0;
  #answered = 0;

  constructor(ports: OwnerPorts) {
    this.#ports = ports;
    this.#room = ports.room;
    ports.room.watch(prune(ports.store, ports.clock.now()));
  }

  /** Each question by its name. */
  answer([name, ...args]: OwnerQuestion): Promise<Outcome> {
    return (this[name] as (...given: unknown[]) => Promise<Outcome>)(...args);
  }

  async look(): Promise<Outcome<{ view: OwnerView }>> {
    const { store } = this.#ports;
    const [stall, collections] = await Promise.all([store.get(['stall']), store.list('collection')]);
    const isOwner = stall?.class === 'owner';
    const standing = isOwner ? (stall.over ? 'over' : 'owner') : 'none';
    const told = standing === 'owner' ? (this.#told ?? (await this.#readKept())) : undefined;
    const view = {
      standing,
      remembered: stall?.remembered === true,
      words: toOwnerWords(collections),
      ...(told ? { told } : {}),
    } as const;
    return { ok: true, view };
  }

  async enrol(code: string, remember: boolean): Promise<Outcome> {
    const enrolled = await enrol(this.#ports, this.#room.shopId, code, remember);
    if (!enrolled.ok) return enrolled;
    const stall = await this.#ports.store.get(['stall']);
    if (stall?.class !== 'owner') return refuse('not-owner', 'The code is a stall’s.');
    if (!remember) await this.#forget();
    return enrolled;
  }

  async ask(from: string, to: string): Promise<Outcome<{ told: Told }>> {
    const { store, crypto } = this.#ports;
    const device = await store.get(['device']);
    if (!device) return refuse('not-allowed', 'This device has no key that the shop could know.');
    const asked = (this.#asked += 1);
    const now = this.#room.clock.now();
    const question = { shop: this.#room.shopId, from, to };
    const toPath = (moment: number) => toInsightsPath({ from, to }, moment);
    const get: Get = (path, signature) => this.#get(path, signature);
    const reply = await askSigned(crypto, device, { shop: question.shop, now, toPath }, get);
    if (!reply) return refuse('unreachable', 'The endpoint did not answer.');
    const read = readInsights(reply, question);
    if (!read.ok) {
      if (read.code === 'not-allowed') await keepStall(this.#ports, { over: true });
      return read;
    }
    const told = { at: new Date(now).toISOString(), from, to, answer: read.answer };
    // An older answer that comes later is not what is shown.
    if (asked > this.#answered) {
      this.#answered = asked;
      await this.#keep(told, reply.text);
    }
    return { ok: true, told };
  }

  async say(wish: OwnerWish): Promise<Outcome<{ id: string }>> {
    const { mode } = this.#room.catalog().shop;
    const said = await say(this.#ports, { shop: this.#room.shopId, mode, wish });
    if (said.ok) await this.#ports.sent();
    return said;
  }

  note(id: string): Promise<Outcome> {
    return noteRefusal(this.#ports.store, id);
  }

  async #get(path: string, signature: string): Promise<Reply | undefined> {
    const { endpoint } = this.#room.config;
    if (endpoint === undefined || this.#room.simulatesOffline()) return undefined;
    return getSigned(endpoint + path, signature);
  }

  /** What could not be kept is had as long as the engine runs. */
  async #keep(told: Told, text: string): Promise<void> {
    const { store } = this.#ports;
    this.#told = told;
    const [stall, kept] = await store.getMany([['stall'], ['insights']]);
    if (!stall?.remembered) return;
    const { at, from, to } = told;
    await store.commit({
      expect: [[['insights'], kept?.rev]],
      put: [[['insights'], { rev: (kept?.rev ?? -1) + 1, at, from, to, text }]],
      durability: 'relaxed',
    });
  }

  async #readKept(): Promise<Told | undefined> {
    const kept = await this.#ports.store.get(['insights']);
    const answer = kept && parseInsightsAnswer(kept.text);
    return kept && answer && { at: kept.at, from: kept.from, to: kept.to, answer };
  }

  /** Whoever uses this device next is not to find it. */
  async #forget(): Promise<void> {
    await this.#ports.store.commit({ remove: [['insights']], durability: 'relaxed' });
  }
}
