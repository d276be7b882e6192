/** The states of what customers say. */
import { html } from '@open-wc/testing';

import type { Judged } from '../../../src/core/testimonial/judge.js';
import type { PulseView } from '../../../src/core/trust-port.js';
import { CATALOG } from '../fixtures.js';
import { FAILED, LOADING, type Look, type ShownLook } from './look.js';

export const SAID: readonly Judged[] = [
  {
    text: 'Nutty, and gone by Friday.',
    author: 'Ada, Bristol',
    product: 'oats',
    date: '2026-11-03',
    stars: 4,
    proof: 'bought',
    receipt: 'one',
  },
  {
    text: 'They remember your jar.',
    author: 'Ben',
    date: '2025-10-12',
    stars: 5,
    proof: 'bought',
    receipt: 'two',
  },
  { text: '<b>Best</b> honey', author: '<i>Cy</i>', product: 'honey', proof: 'unverified' },
];
export const PULSE: PulseView = { orders: 120, days: 30, to: '2026-11-19', isOld: false };

/** Of a catalog that lists some, which the shop has not been asked about. */
export async function answer(
  { port, settle }: Pick<ShownLook, 'port' | 'settle'>,
  answers: { readonly words?: readonly Judged[]; readonly pulse?: PulseView },
): Promise<void> {
  Object.assign(port, answers);
  port.change({ load: { kind: 'ready' }, catalog: { ...CATALOG, testimonials: SAID } });
  await settle();
  await settle();
}

const markup = (format: string) => html`<punnet-testimonials format=${format}></punnet-testimonials>`;
const said = (shown: ShownLook) => answer(shown, { words: SAID });

export const testimonialsLooks: readonly Look[] = [
  { name: 'while the shop loads', state: LOADING },
  { name: 'of a shop that could not be loaded', state: FAILED },
  { name: 'with nothing to show' },
  {
    name: 'without an answer',
    state: LOADING,
    act: (shown) => {
      shown.port.refusals.set('testimonials', { ok: false, code: 'not-ready', message: '' });
      return answer(shown, {});
    },
  },
  { name: 'as one quote', act: said },
  { name: 'as cards', markup: markup('cards'), act: said },
  { name: 'as stars', markup: markup('stars'), act: said },
  { name: 'as a pulse', markup: markup('pulse'), act: (shown) => answer(shown, { pulse: PULSE }) },
  {
    name: 'as a pulse of days ago',
    markup: markup('pulse'),
    act: (shown) => answer(shown, { pulse: { ...PULSE, isOld: true } }),
  },
];
