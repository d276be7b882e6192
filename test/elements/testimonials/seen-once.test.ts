import { expect, html, waitUntil } from '@open-wc/testing';

import { forgetSeen, noteSeen } from '../../../src/elements/testimonials/seen-once.js';
import { show, type ShownLook } from '../../support/looks/look.js';
import '../../support/looks/looks.js';

const ALLOWED = { consent: { personalisation: false, measurement: true } };
const seen = (product: string) => {
  return { format: 'quote', placement: 'product', testimonials: 1, product } as const;
};
const kept = () => Object.keys(sessionStorage).filter((name) => name.startsWith('punnet:seen:'));

describe('what was seen', () => {
  beforeEach(() => sessionStorage.clear());
  afterEach(() => sessionStorage.clear());

  it('is known for the session with leave alone', () => {
    expect(noteSeen('millrace', seen('without'), false)).to.equal(true);
    expect(noteSeen('millrace', seen('without'), false), 'once a page').to.equal(false);
    expect(kept()).to.have.length(0);
    noteSeen('millrace', seen('with'), true);
    expect(kept()).to.have.length(1);
  });

  it('is forgotten of this shop alone', () => {
    noteSeen('millrace', seen('mine'), true);
    noteSeen('mill', seen('mine'), true);
    forgetSeen('mill');
    expect(kept()).to.have.length(1);
    expect(noteSeen('millrace', seen('mine'), true)).to.equal(false);
  });

  for (const [how, act] of [
    ['leave is taken back', ({ port }) => port.setConsent({ measurement: false })],
    ['everything is erased', ({ port }) => port.eraseData()],
  ] as readonly (readonly [string, (shown: ShownLook) => unknown])[])
    it(`is forgotten once ${how}`, async () => {
      const markup = html`<punnet-testimonials></punnet-testimonials>`;
      const shown = await show('testimonials', { name: '', markup, state: ALLOWED });
      noteSeen('millrace', seen(how), true);
      shown.port.change({ cart: { ...shown.port.state.cart } });
      await shown.settle();
      expect(kept(), 'with leave').to.have.length(1);
      await act(shown);
      await shown.settle();
      expect(kept()).to.have.length(0);
    });

  it('is forgotten where a page has only the words on what is kept', async () => {
    const consent = await show('consent', { name: '', state: ALLOWED });
    noteSeen('millrace', seen('elsewhere'), true);
    consent.el.shadowRoot?.querySelectorAll<HTMLInputElement>('input[type=checkbox]')[1]?.click();
    await waitUntil(() => kept().length === 0, 'it is forgotten');
    expect(consent.port.state.consent.measurement).to.equal(false);
  });
});
