/** One device in several tabs, over its browser's own database, and an endpoint that answers reports as it is told to. */
import * as v from 'valibot';

import type { Catalog } from '../../src/core/catalog/catalog-schema.js';
import type { EnginePatch } from '../../src/core/engine-port.js';
import type { Reply } from '../../src/core/ports.js';
import { MeasureRequestSchema, type MeasureRequest } from '../../src/core/protocol/measure.js';
import { openStore } from '../../src/storage/open-store.js';
import { ConsentBoard } from '../../src/worker/consent-board.js';
import { MeasureDesk } from '../../src/worker/measure-desk.js';
import { PersonalDesk } from '../../src/worker/personal-desk.js';
import type { Room } from '../../src/worker/room.js';
import { readCatalog } from './catalog-input.js';

export const NOON = Date.parse('2026-11-20T12:00:00Z');
export const TODAY = '2026-11-20';

export const EXPERIMENT = {
  id: 'cards',
  tries: 'format',
  from: '2026-11-01',
  arms: [
    { id: 'as-it-was', weight: 1, shows: 'quote' },
    { id: 'cards', weight: 1, shows: 'cards' },
    { id: 'nothing', weight: 1, shows: 'none' },
  ],
};

const COUNTED: Reply = { status: 200, type: 'application/json', text: '{"counted":1}' };

export function refusal(status: number, title = 'No'): Reply {
  const text = JSON.stringify({ type: 'urn:punnet:problem:malformed-body', title, status });
  return { status, type: 'application/problem+json', text };
}

let devices = 0;

export function createDevice(experiments: readonly unknown[] = [EXPERIMENT]) {
  const shopId = `measured-${Date.now()}-${++devices}`;
  const catalog: Catalog = readCatalog({ experiments });
  const circumstances = { now: NOON, elapsed: 0, online: true, isPrivate: false };
  /** Bodies, as they came. */
  const sent: string[] = [];
  const wire = { answer: async (_body: string): Promise<Reply | undefined> => COUNTED };
  const post = async (endpoint: string, body: string) => {
    sent.push(body);
    return endpoint === 'https://orders.example' ? wire.answer(body) : undefined;
  };

  async function openTab({ noEndpoint = false } = {}) {
    const store = await openStore(shopId, { onLost: () => undefined });
    const patches: EnginePatch[] = [];
    const emit = (patch: EnginePatch) => void patches.push(patch);
    const consent = new ConsentBoard(store, emit, () => circumstances.isPrivate);
    await consent.show('sync');
    const room = {
      config: noEndpoint ? {} : { endpoint: 'https://orders.example' },
      ...{ store, shopId, consent, emit },
      clock: { now: () => circumstances.now, elapsed: () => circumstances.elapsed },
      catalog: () => catalog,
      online: () => circumstances.online,
      simulatesOffline: () => false,
      tellTabs: () => undefined,
      watch: (work: Promise<unknown>) =>
        void work.catch((error: unknown) => emit({ cause: 'sync', problems: [toProblem(error)] })),
    } as unknown as Room;
    const desk = new MeasureDesk(room, post);
    const personal = new PersonalDesk(room, () => undefined);
    const allow = (measurement: boolean) => personal.setConsent({ measurement });
    const problems = () => patches.flatMap((patch) => patch.problems ?? []);
    const arm = async () => {
      const answer = await desk.arms();
      return answer.ok ? answer.arms[0] : undefined;
    };
    return { desk, store, allow, arm, problems };
  }

  const read = (body: string): MeasureRequest => v.parse(MeasureRequestSchema, JSON.parse(body));
  return { openTab, sent, wire, circumstances, reports: () => sent.map(read) };
}

const toProblem = (error: unknown) => ({ code: 'engine-failed', message: String(error), where: 'engine' });

/** How often each thing was told, of all days and windows. */
export function sumsOf(reports: readonly MeasureRequest[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  const add = (name: string, count: number) => count > 0 && (sums[name] = (sums[name] ?? 0) + count);
  for (const { arms, checkouts } of reports.flatMap(({ days }) => days)) {
    for (const { seen, reached } of arms) {
      add('seen', seen);
      for (const [outcome, by] of Object.entries(reached))
        for (const [window, count] of Object.entries(by)) add(`${outcome} ${window}`, count);
    }
    for (const [window, counts] of Object.entries(checkouts))
      for (const [what, count] of Object.entries(counts)) add(`${what} ${window}`, count);
  }
  return sums;
}
