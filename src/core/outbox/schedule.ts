/**
 * Decides when the device next tries to reach the endpoint. Holds no timer: the
 * caller supplies the time and a random number, and waits.
 *
 * An endpoint that does not answer is probed steadily while an order waits and
 * somebody looks, after ten minutes less often; one that refuses is given room (full jitter: a random part of
 * min(cap, base × 2^n), as the AWS architecture notes on backoff describe).
 */
import type { Outcome } from './outcome.js';

export const PROBE_MS = 4_000;
export const PROBE_FOR_MS = 10 * 60_000;
/** With nothing to send, or after long silence, a lost endpoint is looked for at this pace. */
export const IDLE_PROBE_MS = 30_000;
/** Orders that may still change are followed at this one. */
export const FOLLOW_MS = 60_000;
export const REQUEST_TIMEOUT_MS = 10_000;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 5 * 60_000;

export interface Situation {
  /** Intents that wait to be sent, those set aside not counted. */
  readonly waiting: number;
  /** Orders that the endpoint knows and that may still change. */
  readonly open: number;
  readonly visible: boolean;
  /** Attempts in a row that got nothing answered. */
  readonly failures: number;
  /** Since when something waits and gets no answer, or since the last hint after that; on the same clock as `now`. */
  readonly failingSince: number | null;
}

/**
 * @param now milliseconds on a clock that nobody sets
 * @param jitter in [0, 1)
 * @returns milliseconds to wait; null: wait for a hint (the page shown, the browser online, an order placed, *send now*)
 */
export function waitAfter(
  outcome: Outcome,
  situation: Situation,
  now: number,
  jitter: number,
): number | null {
  if (outcome.kind === 'answered') return followUp(outcome, situation);
  if (outcome.kind === 'refused') {
    const backoff = jitter * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(situation.failures, 16));
    return Math.max(backoff, outcome.retryAfterMs ?? 0, 250);
  }
  if (!situation.visible) return null;
  const failingFor = situation.failingSince === null ? 0 : now - situation.failingSince;
  // Somebody still looks: what waits is sent when there is a connection, also without a hint of it.
  if (situation.waiting === 0 || failingFor >= PROBE_FOR_MS) return IDLE_PROBE_MS;
  return PROBE_MS * (0.75 + 0.25 * jitter);
}

function followUp(
  { nextAfterMs, stuck }: Extract<Outcome, { kind: 'answered' }>,
  situation: Situation,
): number | null {
  if (nextAfterMs !== undefined && !stuck) return nextAfterMs;
  if (stuck || situation.waiting > 0)
    return Math.min(LONGEST_WAIT_MS, PROBE_MS * 2 ** Math.min(situation.failures, 16));
  return situation.visible && situation.open > 0 ? FOLLOW_MS : null;
}
