import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import type { ReactiveControllerHost } from 'lit';

import { ShownWatch } from '../../../src/elements/page/shown-watch.js';

const HOST = { addController: () => undefined } as unknown as ReactiveControllerHost;

async function watchBox(top: string, forMs: number) {
  const box = await fixture(
    html`<div style="position: fixed; inset-block-start: ${top}; block-size: 100px">.</div>`,
  );
  let told = 0;
  const watch = new ShownWatch(HOST, () => (told += 1), { share: 0.5, forMs });
  watch.watch(box);
  return { box: box as HTMLElement, watch, told: () => told };
}

describe('what is watched for being on screen', () => {
  it('is told once half of it has been there for long enough', async () => {
    const { watch, told } = await watchBox('-49px', 20);
    await waitUntil(() => told() === 1);
    watch.hostDisconnected();
  });

  it('is told of each thing once that has been there for long enough', async () => {
    const { box, watch, told } = await watchBox('0px', 300);
    const changes = await watchBox('0px', 200);
    const later = await watchBox('0px', 400);
    await waitUntil(() => changes.told() === 1);
    watch.watch(box, 'another');
    await waitUntil(() => later.told() === 1);
    expect(told(), 'the first had not been there for long enough, nor has the other').to.equal(0);
    await waitUntil(() => told() === 1);
    for (const each of [watch, changes.watch, later.watch]) each.hostDisconnected();
  });

  it('is not told where less than half is there, nor where it has gone before', async function () {
    this.timeout(5_000);
    const less = await watchBox('-51px', 0);
    const gone = await watchBox('0px', 1_000);
    await waitUntil(() => gone.watch.isOnScreen);
    gone.box.style.insetBlockStart = '-200px';
    await waitUntil(() => !gone.watch.isOnScreen);
    // Another that is told later has had the time.
    const later = await watchBox('0px', 1_300);
    await waitUntil(() => later.told() === 1, undefined, { timeout: 4_000 });
    await nextFrame();
    expect([less.told(), gone.told()]).to.deep.equal([0, 0]);
    for (const { watch } of [less, gone, later]) watch.hostDisconnected();
  });
});
