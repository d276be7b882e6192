/** Asks the engine's personal stage, which the first wish brings. Loaded on use itself. */
import stage from 'virtual:personal-stage';

import type { Consent } from '../core/consent/consent.js';
import type { PersonalCall, PersonalPlace, Recommended, RecommendWish } from '../core/personal-port.js';
import type { Outcome } from '../core/shop-port.js';
import type { EngineSeat } from './engine-seat.js';
import { modelFiles } from './model-stage.js';
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
  whenIdle(() => void engine.tell((port) => port.personal(stage, ['warm', place])));
  return recommended;
}

export function allow(engine: Engine, consent: Partial<Consent>): Promise<Outcome<{ consent: Consent }>> {
  return ask(engine, ['setConsent', consent]);
}

function ask<T>(engine: Engine, call: PersonalCall): Promise<Outcome<T>> {
  return engine.call((port) => port.personal(stage, call)) as Promise<Outcome<T>>;
}
