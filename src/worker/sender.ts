/**
 * When the outbox is drained, and what is known of the connection. One drain at a
 * time in this tab, one among tabs by a Web Lock that is held for that drain only;
 * core decides how long to wait in between.
 */
import { drain, type Drained, type DrainPorts, type DrainTask } from '../core/outbox/drain.js';
import { toConnection, type Outcome } from '../core/outbox/outcome.js';
import { IDLE_PROBE_MS, waitAfter } from '../core/outbox/schedule.js';
import { MAX_BATCH } from '../core/protocol/sync.js';
import type { Connection } from '../core/shop-state.js';
import { withDrainLock } from './drain-lock.js';
import type { Room } from './room.js';

export interface SenderPorts {
  readonly room: Room;
  readonly drain: DrainPorts;
  readonly task: Omit<DrainTask, 'parkedToo' | 'held' | 'catalog' | 'most' | 'signal'>;
  /** Sends when it is asked to by `now`, and else only looks how the endpoint is. */
  readonly byHand?: boolean;
  /** Intents that wait, and orders that may still change. */
  readonly count: () => Promise<{ waiting: number; open: number }>;
  readonly told: (news: { sending: boolean; triedAt?: string; connection?: Connection }) => void;
  readonly drained: (drained: Drained) => Promise<void>;
}

export class Sender {
  readonly #ports: SenderPorts;
  readonly #ended = new AbortController();
  /** Ends the drain that is under way. */
  #cut = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<Outcome> | undefined;
  #again = false;
  /** Somebody asked for what was set aside to be tried, and no drain has begun since. */
  #parkedToo = false;
  #failures = 0;
  /** This and the next by the clock's elapsed time. */
  #failingSince: number | null = null;
  /** What one request may hold: less after one that was not answered. */
  #most = MAX_BATCH;
  /** An endpoint that refused is left alone until then. */
  #notBefore = 0;

  constructor(ports: SenderPorts) {
    this.#ports = ports;
  }

  /** Something happened that makes a try worth while, as soon as the endpoint may be asked again. */
  poke(): void {
    this.#failingSince = null;
    if (this.#running) this.#again = true;
    else if (this.#leftAloneMs() > 0) this.#plan(0);
    else if (!this.#ended.signal.aborted) this.#ports.room.watch(this.#start());
  }

  /** Finds out whether the endpoint answers; what is under way finds out as well. */
  look(): Promise<Outcome> {
    return this.#running ?? this.#start();
  }

  /** Drains now, what was set aside included; after the drain that is under way, which may have left it out. */
  async now(): Promise<Outcome> {
    this.#parkedToo = true;
    this.#failingSince = null;
    this.#again = this.#running !== undefined;
    await this.#running?.catch(ignore);
    return this.#running ?? this.#start();
  }

  /** What is under way here is given up: it is erased, or may be. What waits then goes with the next. */
  cease(): void {
    this.#cut.abort();
  }

  close(): void {
    this.#ended.abort();
    this.#cut.abort();
    clearTimeout(this.#timer);
  }

  #start(): Promise<Outcome> {
    const parkedToo = this.#parkedToo;
    this.#parkedToo = false;
    const ended = () => {
      this.#ports.told({ sending: false });
      this.#running = undefined;
      const again = this.#again;
      this.#again = false;
      if (!again) return;
      if (this.#parkedToo && !this.#ended.signal.aborted) this.#ports.room.watch(this.#start());
      else this.poke();
    };
    this.#running = this.#run(parkedToo)
      .catch((error: unknown) => {
        // Storage failed. It may be back, and nothing else need ever ask again.
        this.#plan(IDLE_PROBE_MS);
        throw error;
      })
      .finally(ended);
    return this.#running;
  }

  async #run(parkedToo: boolean): Promise<Outcome> {
    const { room, told, count, byHand = false } = this.#ports;
    // Whoever asks for it has what was set aside tried, too.
    const held = byHand && !parkedToo;
    clearTimeout(this.#timer);
    told({ sending: !held });
    const drained = await this.#drain(parkedToo, held);
    const { waiting, open } = await count();
    // What waits for a hand is nothing to come back for.
    const left = { waiting: byHand ? 0 : waiting, open };
    await this.#ports.drained(drained);
    const tried = held ? {} : { triedAt: new Date(room.clock.now()).toISOString() };
    told({ sending: !held, ...tried, connection: this.#readConnection(drained.outcome) });
    this.#note(drained, left.waiting);
    this.#most = drained.most;
    const situation = {
      ...left,
      visible: room.visible(),
      failures: this.#failures,
      failingSince: this.#failingSince,
    };
    const now = room.clock.elapsed();
    const waitMs = waitAfter(drained.outcome, situation, now, Math.random());
    if (drained.outcome.kind === 'refused') this.#notBefore = now + (waitMs ?? 0);
    if (drained.outcome.kind === 'answered') this.#notBefore = 0;
    this.#plan(waitMs);
    return drained.outcome;
  }

  async #drain(parkedToo: boolean, held: boolean): Promise<Drained> {
    const { room, task, drain: ports } = this.#ports;
    if (!this.#ended.signal.aborted) this.#cut = new AbortController();
    const { signal } = this.#cut;
    const whole = { ...task, parkedToo, held, catalog: room.catalog().version, most: this.#most, signal };
    const name = `punnet:drain:${room.shopId}`;
    return (await withDrainLock(name, () => drain(ports, whole), signal)) ?? NOTHING_DRAINED;
  }

  #note({ outcome, answered }: Drained, waiting: number): void {
    const progress = outcome.kind === 'answered' && !outcome.stuck && (waiting === 0 || answered > 0);
    this.#failures = progress ? 0 : this.#failures + 1;
    const since = this.#failingSince ?? this.#ports.room.clock.elapsed();
    this.#failingSince = outcome.kind === 'answered' || waiting === 0 ? null : since;
  }

  /** A network that the browser itself says is gone is called that. */
  #readConnection(outcome: Outcome): Connection {
    const { room } = this.#ports;
    const gone = outcome.kind === 'silent' && outcome.connection === 'unreachable';
    return gone && (!room.online() || room.simulatesOffline()) ? 'offline' : toConnection(outcome);
  }

  #leftAloneMs(): number {
    return Math.max(0, this.#notBefore - this.#ports.room.clock.elapsed());
  }

  #plan(waitMs: number | null): void {
    clearTimeout(this.#timer);
    if (waitMs === null || this.#ended.signal.aborted) return;
    const start = () => this.#ports.room.watch(this.#start());
    this.#timer = setTimeout(start, Math.max(waitMs, this.#leftAloneMs()));
  }
}

const NOTHING_DRAINED: Drained = {
  outcome: { kind: 'silent', connection: 'unreachable' },
  answered: 0,
  forked: false,
  most: MAX_BATCH,
};

function ignore(): void {
  // Whoever asked for that drain is told that it failed.
}
