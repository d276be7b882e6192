/**
 * When the outbox is drained, and what is known of the connection. One drain at a
 * time in this tab, one among tabs by a Web Lock that is held for that drain only;
 * core decides how long to wait in between.
 */
import { drain, type Drained, type DrainPorts, type DrainTask } from '../core/outbox/drain.js';
import { toConnection, type Outcome } from '../core/outbox/outcome.js';
import { waitAfter } from '../core/outbox/schedule.js';
import type { Connection } from '../core/shop-state.js';
import type { Room } from './room.js';

export interface Sender {
  /** Something happened that makes a try worth while. */
  poke(): void;
  /** Drains now, what was set aside included. */
  now(): Promise<Outcome>;
  close(): void;
}

export interface SenderPorts {
  readonly room: Room;
  readonly drain: DrainPorts;
  readonly task: Omit<DrainTask, 'parkedToo' | 'catalog' | 'signal'>;
  /** Intents that wait, and orders that may still change. */
  readonly count: () => Promise<{ waiting: number; open: number }>;
  readonly told: (news: { sending: boolean; triedAt?: string; connection?: Connection }) => void;
  readonly drained: (drained: Drained) => Promise<void>;
}

export function createSender(ports: SenderPorts): Sender {
  const { room } = ports;
  const ended = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<Outcome> | undefined;
  let again = false;
  let failures = 0;
  let failingSince: number | null = null;

  async function run(parkedToo: boolean): Promise<Outcome> {
    clearTimeout(timer);
    ports.told({ sending: true });
    const task = { ...ports.task, parkedToo, catalog: room.catalog().version, signal: ended.signal };
    const drained = await withLock(
      `punnet:drain:${room.shopId}`,
      () => drain(ports.drain, task),
      ended.signal,
    );
    const left = await ports.count();
    const progress = drained.outcome.kind === 'answered' && (left.waiting === 0 || drained.answered > 0);
    failures = progress ? 0 : failures + 1;
    failingSince = drained.outcome.kind === 'answered' ? null : (failingSince ?? room.clock.now());
    await ports.drained(drained);
    const connection = readConnection(drained.outcome);
    ports.told({ sending: false, triedAt: new Date(room.clock.now()).toISOString(), connection });
    const situation = { ...left, visible: room.visible(), failures, failingSince };
    plan(waitAfter(drained.outcome, situation, room.clock.now(), Math.random()));
    return drained.outcome;
  }

  /** A network that the browser itself says is gone is called that. */
  function readConnection(outcome: Outcome): Connection {
    const gone = outcome.kind === 'silent' && outcome.connection === 'unreachable';
    return gone && (!room.online() || room.simulatesOffline()) ? 'offline' : toConnection(outcome);
  }

  function plan(waitMs: number | null): void {
    clearTimeout(timer);
    if (waitMs !== null && !ended.signal.aborted) timer = setTimeout(() => void start(false), waitMs);
  }

  function start(parkedToo: boolean): Promise<Outcome> {
    running = run(parkedToo).finally(() => {
      running = undefined;
      if (again && !ended.signal.aborted) void start(false);
      again = false;
    });
    return running;
  }

  return {
    poke() {
      if (running) again = true;
      else if (!ended.signal.aborted) void start(false);
    },
    async now() {
      await running;
      return running ?? start(true);
    },
    close() {
      ended.abort();
      clearTimeout(timer);
    },
  };
}

async function withLock(name: string, work: () => Promise<Drained>, signal: AbortSignal): Promise<Drained> {
  const locks: LockManager | undefined = navigator.locks;
  if (!locks) return work();
  try {
    return await locks.request(name, { signal }, work);
  } catch (error) {
    if (!signal.aborted) throw error;
    return { outcome: { kind: 'silent', connection: 'unreachable' }, answered: 0, forked: false };
  }
}
