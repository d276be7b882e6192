/** Cameras and readers of QR codes that show and read what a test says, in every browser. */
import { patch } from './patch.js';

/** What the next pictures show; undefined: no code. */
export interface Sight {
  text: string | undefined;
}

/** The browser's own reader, as some have it. */
export function fakeDetector(sight: Sight, formats = ['qr_code']): void {
  class BarcodeDetector {
    static getSupportedFormats = async () => formats;
    detect = async () => (sight.text === undefined ? [] : [{ rawValue: sight.text }]);
  }
  patch(globalThis, 'BarcodeDetector', { value: BarcodeDetector, writable: true });
}

export interface FakeCamera {
  readonly asked: MediaStreamConstraints[];
  readonly tracks: FakeTrack[];
}

/** With what `MediaStreamTrack` has, as far as it is used. */
export class FakeTrack extends EventTarget {
  readyState: 'live' | 'ended' = 'live';
  readonly constraints: unknown[] = [];
  readonly #lamp: boolean;
  constructor(lamp: boolean) {
    super();
    this.#lamp = lamp;
  }
  stop() {
    this.readyState = 'ended';
  }
  getCapabilities = () => ({ torch: this.#lamp });
  async applyConstraints(constraints: unknown) {
    this.constraints.push(constraints);
  }
}

/** A stream that no browser can play: the reader above needs no picture. */
class FakeStream extends MediaStream {
  readonly track: FakeTrack;
  constructor(track: FakeTrack) {
    super();
    this.track = track;
  }
  override getTracks = () => [this.track as unknown as MediaStreamTrack];
  override getVideoTracks = this.getTracks;
}

/** @param answer the name of the error that the browser refuses with, or what it waits for */
export function fakeCamera({
  refusal,
  lamp = false,
  until,
}: { refusal?: string; lamp?: boolean; until?: Promise<void> } = {}): FakeCamera {
  const asked: MediaStreamConstraints[] = [];
  const tracks: FakeTrack[] = [];
  const getUserMedia = async (constraints: MediaStreamConstraints) => {
    asked.push(constraints);
    await until;
    if (refusal) throw new DOMException('Refused', refusal);
    const track = new FakeTrack(lamp);
    tracks.push(track);
    return new FakeStream(track);
  };
  patch(navigator, 'mediaDevices', { value: { getUserMedia }, configurable: true });
  return { asked, tracks };
}
