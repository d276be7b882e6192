/**
 * From a camera's frame to the verdict, in a stall with no network: Chromium's camera shows a film of a receipt's code,
 * and the time runs from the first frame that the page has.
 */
import { startCameraPhone } from '../test/support/journey/fake-camera.js';
import { Phone } from '../test/support/journey/shopper.js';
import {
  openStall,
  openStallStand,
  orderForToday,
  scanByCamera,
} from '../test/support/journey/stall-stand.js';
import type { Figure } from './figure.js';

const RUNS = 20;

export async function measureVerify(): Promise<readonly Figure[]> {
  const stand = await openStallStand();
  const shopper = await Phone.start('chromium');
  const { token } = await orderForToday(shopper.browser, stand);
  await shopper.close();
  const phone = await startCameraPhone(token);
  try {
    const helper = await openStall(phone.browser, stand);
    await stand.stopEndpoint();
    const samples = [await scanByCamera(helper)];
    // The camera goes on by itself from the second on.
    while (samples.length < RUNS) samples.push(await scanByCamera(helper, 'next-button'));
    return [{ name: 'receipt: camera frame to verdict', unit: 'ms', samples, hold: '< 1 000, no network' }];
  } finally {
    await phone.close();
    await stand.close();
  }
}
