/** A pending receipt as it is shown on the smallest phone, and as it is printed, read by another device's camera with no network. */
import { after, before, describe, it } from 'node:test';

import type { Page } from 'puppeteer-core';

import { TWO_LINES } from '../support/journey/demo-stand.js';
import { startCameraPhone } from '../support/journey/fake-camera.js';
import { filmPicture } from '../support/journey/film.js';
import {
  enlarge,
  fillForToday,
  KEEP_PAPER,
  print,
  showCode,
  SMALLEST,
} from '../support/journey/receipt-pictures.js';
import { Phone, type Shopper } from '../support/journey/shopper.js';
import { openStall, openStallStand, scanByCamera } from '../support/journey/stall-stand.js';
import type { Stand } from '../support/journey/stand.js';
import { visit } from '../support/journey/visit.js';

describe('a pending receipt before a camera (chromium)', () => {
  let stand: Stand;
  let ada: Phone;
  let shopper: Shopper;
  let projector: Page;
  before(async () => {
    stand = await openStallStand();
    ada = await Phone.start('chromium');
    shopper = await visit(ada.browser, stand.pageUrl + TWO_LINES, {
      viewport: SMALLEST,
      before: [KEEP_PAPER],
    });
    await fillForToday(shopper);
    await shopper.goOffline(true);
    await shopper.press('order-button');
    await shopper.find('qr');
    projector = await ada.browser.newPage();
  });
  after(async () => {
    await ada.close();
    await stand.close();
  });

  for (const { what, turn, picture } of [
    { what: 'on the sheet, 320 px wide', turn: 3, picture: showCode },
    { what: 'on paper', turn: -4, picture: print },
    { what: 'as large as the screen', turn: 5, picture: enlarge },
  ])
    it(`is read ${what}`, async () => {
      await shopper.page.bringToFront();
      const film = await filmPicture(projector, await picture(shopper), turn);
      const phone = await startCameraPhone(film);
      try {
        const helper = await openStall(phone.browser, stand);
        await helper.page.waitForFunction('navigator.serviceWorker.ready.then(() => true)');
        await helper.goOffline(true);
        await scanByCamera(helper);
        await helper.find('verdict', 'check stock, take £6.60');
      } finally {
        await phone.close();
      }
    });
});
