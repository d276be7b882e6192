import { expect, waitUntil } from '@open-wc/testing';

import { Camera } from '../../../src/elements/scan/camera.js';
import { fakeCamera, fakeDetector, type FakeCamera, type Sight } from '../../support/camera.js';
import { patch } from '../../support/patch.js';

describe('the camera', () => {
  const sight: Sight = { text: undefined };
  let found: string[] = [];
  let cameras: Camera[] = [];

  beforeEach(() => {
    sight.text = undefined;
    found = [];
    cameras = [];
    fakeDetector(sight);
  });
  afterEach(() => cameras.forEach((camera) => camera.hostDisconnected()));

  function create(options?: Parameters<typeof fakeCamera>[0]): { camera: Camera; device: FakeCamera } {
    const device = fakeCamera(options);
    const host = { addController() {}, removeController() {}, requestUpdate() {} };
    const camera = new Camera(
      { ...host, updateComplete: Promise.resolve(true) },
      (text) => void found.push(text),
    );
    camera.hostConnected();
    cameras.push(camera);
    return { camera, device };
  }

  it('is asked for only when it is started, without sound, on the far side of a phone', async () => {
    const { camera, device } = create();
    expect(device.asked).to.deep.equal([]);
    await camera.start();
    expect(camera.state).to.equal('looking');
    expect(device.asked).to.have.length(1);
    expect(device.asked[0]?.audio).to.equal(false);
    expect(device.asked[0]?.video).to.include({ facingMode: 'environment' });
  });

  it('looks until it reads one, and is off by then', async () => {
    const { camera, device } = create();
    await camera.start();
    sight.text = 'PN1:…';
    await waitUntil(() => found.length > 0);
    expect(found).to.deep.equal(['PN1:…']);
    expect(camera.state).to.equal('off');
    expect(device.tracks.map(({ readyState }) => readyState)).to.deep.equal(['ended']);
  });

  for (const [name, stop] of Object.entries({
    'it is told to': (camera: Camera) => camera.stop(),
    'its element leaves the page': (camera: Camera) => camera.hostDisconnected(),
    'the page is hidden': () => {
      patch(document, 'hidden', { value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    },
  }))
    it(`is off when ${name}`, async () => {
      const { camera, device } = create();
      await camera.start();
      stop(camera);
      sight.text = 'too late';
      expect(camera.state).to.equal('off');
      expect(device.tracks[0]?.readyState).to.equal('ended');
      expect(camera.video.srcObject).to.equal(null);
      // A look that was under way has come back by then.
      await camera.start();
      camera.stop();
      expect(found).to.deep.equal([]);
    });

  it('is let go when leave comes after it was stopped', async () => {
    let give: () => void = () => undefined;
    const until = new Promise<void>((resolve) => (give = resolve));
    const { camera, device } = create({ until });
    const started = camera.start();
    expect(camera.state).to.equal('asking');
    camera.stop();
    give();
    await started;
    expect(camera.state).to.equal('off');
    expect(device.tracks[0]?.readyState).to.equal('ended');
  });

  it('is off when the system takes it away', async () => {
    const { camera, device } = create();
    await camera.start();
    device.tracks[0]?.dispatchEvent(new Event('ended'));
    expect(camera.state).to.equal('off');
  });

  for (const [refusal, state] of [
    ['NotAllowedError', 'refused'],
    ['SecurityError', 'refused'],
    ['NotFoundError', 'none'],
    ['OverconstrainedError', 'none'],
    ['NotReadableError', 'taken'],
  ] as const)
    it(`is ${state} where the browser says ${refusal}`, async () => {
      const { camera } = create({ refusal });
      await camera.start();
      expect(camera.state).to.equal(state);
      expect(camera.isOn).to.equal(false);
    });

  it('is none, or insecure, where the browser has no cameras to ask for', async () => {
    const { camera } = create();
    patch(navigator, 'mediaDevices', { value: undefined });
    await camera.start();
    expect(camera.state).to.equal('none');
    patch(globalThis, 'isSecureContext', { value: false });
    await camera.start();
    expect(camera.state).to.equal('insecure');
  });

  it('has a lamp where the device has one', async () => {
    const { camera, device } = create({ lamp: true });
    expect(camera.torch).to.equal(undefined);
    await camera.start();
    expect(camera.torch).to.equal(false);
    await camera.setTorch(true);
    expect(camera.torch).to.equal(true);
    expect(device.tracks[0]?.constraints).to.deep.equal([{ advanced: [{ torch: true }] }]);
    camera.stop();
    expect(camera.torch).to.equal(undefined);
  });
});
