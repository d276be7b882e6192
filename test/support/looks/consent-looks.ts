/** The states of a shopper's say over their data. */
import { html } from '@open-wc/testing';

import { createOrder, SHOPS_RECEIPT } from '../fixtures.js';
import { FAILED, LOADING, type Look, type ShownLook } from './look.js';

export const UNSENT = createOrder();
/** The shop has it, and it can be collected. */
export const OPEN = createOrder({
  id: '019abf00-0000-7000-8000-000000000002',
  code: 'M2XX9C',
  state: 'confirmed',
  receipt: SHOPS_RECEIPT,
});
const OFFLINE = { connection: 'offline' } as const;
const askToErase = ({ press }: ShownLook) => press('erase-button');
const eraseAll = async ({ press }: ShownLook) => {
  await press('erase-button');
  await press('erase-button');
};

/** The browser says for its user that it is not to be asked. @returns what ends it */
export function refuseForUser(): () => void {
  Object.defineProperty(navigator, 'globalPrivacyControl', { value: true, configurable: true });
  return () => void Reflect.deleteProperty(navigator, 'globalPrivacyControl');
}

const asRefused = async ({ el, settle }: ShownLook) => {
  const end = refuseForUser();
  el.requestUpdate();
  await settle();
  end();
};

export const consentLooks: readonly Look[] = [
  { name: 'while it loads', state: LOADING },
  { name: 'of a shop that could not be loaded', state: FAILED },
  { name: 'before anything is chosen' },
  { name: 'with one thing allowed', state: { consent: { personalisation: true, measurement: false } } },
  { name: 'off by the browser', act: asRefused },
  {
    name: 'with the site\u2019s own words',
    markup: html`<punnet-consent>
      <p slot="after-purposes"><a href="/privacy">Our privacy notice</a></p>
    </punnet-consent>`,
  },
  { name: 'asked to erase, with nothing pending', act: askToErase },
  { name: 'asked to erase, with an order to collect', state: { orders: [OPEN] }, act: askToErase },
  {
    name: 'asked to erase, with an order not sent',
    state: { orders: [OPEN, UNSENT], ...OFFLINE },
    act: askToErase,
  },
  {
    name: 'that could not be erased',
    state: { orders: [OPEN] },
    act: async (shown) => {
      shown.port.refusals.set('eraseData', { ok: false, code: 'storage-closed', message: 'x' });
      await eraseAll(shown);
    },
  },
  { name: 'erased', state: { orders: [OPEN] }, act: eraseAll },
  {
    name: 'erased, and the shop could not read it',
    state: {
      orders: [],
      outbox: {
        ...{ waiting: 0, parked: 0, sending: false, slow: false, triedAt: null, erasing: 1 },
        eraseRefused: 'The body is not what this address takes',
      },
    },
  },
  { name: 'erased, and the shop not told', state: { orders: [OPEN, UNSENT], ...OFFLINE }, act: eraseAll },
];
