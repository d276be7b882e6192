/** Asks the engine's personal stage, which the first wish brings. Loaded on use itself. */
import stage from 'virtual:personal-stage';

import type { Consent } from '../core/consent/consent.js';
import type { FurtherCall } from '../core/further-calls.js';
import type { PersonalCall, PersonalPlace, Recommended, RecommendWish } from '../core/personal-port.js';
import type { Outcome } from '../core/shop-port.js';
import type { EngineSeat } from './engine-seat.js';
import { fetchFirst } from './fetch-first.js';
import { modelFiles } from './model-stage.js';
import { markOwnOrder } from './own-order-mark.js';
import { refusesForUser } from './privacy-signal.js';
import { whenIdle } from './when-idle.js';

type Engine = Pick<EngineSeat, 'call' | 'tell'>;

/** @param recommender the attribute, as it is written */
export async function askForSuggestions(
  engine: Engine,
  wish: RecommendWish,
  recommender: string | undefined,
): Promise<Outcome<Recommended>> {
  const place: PersonalPlace = { recommender, base: document.baseURI, files: modelFiles };
  const recommended = await ask<Recommended>(engine, ['recommend', wish, place]);
  // Whatever could rank them better is brought when nothing else is to be done.
  whenIdle(() => void warm(engine, place));
  return recommended;
}

/** @param shop its id, once it is known */
export async function allow(
  engine: Engine,
  consent: Partial<Consent>,
  shop: string | undefined,
): Promise<Outcome<{ consent: Consent }>> {
  const allowed = await ask<{ consent: Consent }>(engine, ['setConsent', consent]);
  // Where the browser refuses for its user, nothing is allowed either.
  const isOff = allowed.ok ? !allowed.consent.personalisation : allowed.code === 'global-privacy-control';
  // On a page without a list of products nobody else would.
  if (shop !== undefined && isOff) markOwnOrder(shop, false);
  return allowed;
}

/** Brings what takes leave back before that is wished for: there may be no network then. */
export function prepare(engine: Engine): Promise<Outcome> {
  return ask(engine, ['wantsModel']);
}

/** @param further of a stage that the page has fetched */
export function askFurther(engine: Engine, ...further: FurtherCall): Promise<Outcome> {
  return ask(engine, ['ask', ...further]);
}

async function warm(engine: Engine, place: PersonalPlace): Promise<void> {
  const answer = await ask<{ wanted: boolean }>(engine, ['wantsModel']);
  if (!answer.ok || !answer.wanted) return;
  await fetchFirst(modelFiles.stageUrl);
  await ask(engine, ['warm', place]);
}

async function ask<T>(engine: Engine, call: PersonalCall): Promise<Outcome<T>> {
  await fetchFirst(stage);
  return engine.call((port) => port.personal(stage, call, refusesForUser())) as Promise<Outcome<T>>;
}
