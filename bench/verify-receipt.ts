/**
 * From a camera's frame to the verdict, in a stall with no network: Chromium's camera shows a film of a receipt on
 * the smallest phone, and the time runs from the first frame that the page has.
 */
import { TWO_LINES } from '../test/support/journey/demo-stand.js';
import { startCameraPhone } from '../test/support/journey/fake-camera.js';
import { filmPicture } from '../test/support/journey/film.js';
import { fillForToday, showCode, SMALLEST } from '../test/support/journey/receipt-pictures.js';
import { Phone } from '../test/support/journey/shopper.js';
import { openStall, openStallStand, scanByCamera } from '../test/support/journey/stall-stand.js';
import type { Stand } from '../test/support/journey/stand.js';
import { visit } from '../test/support/journey/visit.js';
import type { Figure } from './figure.js';

const RUNS = 20;

/** Of an order that the shop has confirmed. */
async function filmReceipt(stand: Stand): Promise<Buffer> {
  const phone = await Phone.start('chromium');
  const shopper = await visit(phone.browser, stand.pageUrl + TWO_LINES, { viewport: SMALLEST });
  await shopper.ready();
  await fillForToday(shopper);
  await shopper.press('order-button');
  await shopper.until(({ orders: [newest] }) => newest?.receipt?.kind === 'confirmed');
  const film = await filmPicture(await phone.browser.newPage(), await showCode(shopper), 3);
  await phone.close();
  return film;
}

export async function measureVerify(): Promise<readonly Figure[]> {
  const stand = await openStallStand();
  const phone = await startCameraPhone(await filmReceipt(stand));
  try {
    const helper = await openStall(phone.browser, stand);
    await stand.stopEndpoint();
    let samples = [await scanByCamera(helper)];
    // The camera goes on by itself from the second on. One that isn't known is taken again.
    while (samples.length < RUNS)
      samples = [...samples.filter(Number.isFinite), await scanByCamera(helper, 'next-button')];
    return [{ name: 'receipt: camera frame to verdict', unit: 'ms', samples, hold: '< 1 000, no network' }];
  } finally {
    await phone.close();
    await stand.close();
  }
}
