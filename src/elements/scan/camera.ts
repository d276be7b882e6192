/**
 * The device's camera as an eye for QR codes: asks for it only when told to, looks until it has read one, and lets the
 * camera go then, when the page is hidden, and when the element leaves. What is seen stays on the device. Whoever holds
 * one draws `video` while `state` says that it looks; `renderCamera` does so for `punnet-scan` and the stall alike.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { openReader, type QrReader, type ReaderFault } from './qr-reader.js';

/** `hard`: it looks, and has read nothing for a while. */
export type CameraState =
  'off' | 'asking' | 'looking' | 'hard' | 'refused' | 'none' | 'taken' | 'insecure' | ReaderFault;

const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: 'environment', width: { ideal: 1_280 }, height: { ideal: 720 } },
};
const HARD_AFTER_MS = 8_000;
/** Between two looks, so that the page stays quick on a slow phone. */
const REST_MS = 80;

/** Some browsers know the lamp, and none of their types do. */
type Lamp = MediaTrackCapabilities & { readonly torch?: boolean };

export class Camera implements ReactiveController {
  state: CameraState = 'off';
  /** Whether its lamp is lit; undefined where it has none. */
  torch: boolean | undefined;
  readonly video = document.createElement('video');

  readonly #host: ReactiveControllerHost;
  readonly #found: (text: string) => void;
  #stream: MediaStream | undefined;
  #hardTimer: ReturnType<typeof setTimeout> | undefined;
  #restTimer: ReturnType<typeof setTimeout> | undefined;
  /** Another one for each time that it is switched on. */
  #run = {};

  /** @param found is called with the first text that is read, once the camera is off */
  constructor(host: ReactiveControllerHost, found: (text: string) => void) {
    this.#host = host;
    this.#found = found;
    this.video.muted = true;
    this.video.playsInline = true;
    this.video.ariaHidden = 'true';
    host.addController(this);
  }

  get isOn(): boolean {
    return this.state === 'asking' || this.state === 'looking' || this.state === 'hard';
  }

  hostConnected() {
    document.addEventListener('visibilitychange', this.#hide);
  }

  hostDisconnected() {
    document.removeEventListener('visibilitychange', this.#hide);
    this.stop();
  }

  /** The shopper wants it: call it from a press. Resolves once it looks, or is known to be of no use. */
  async start(): Promise<void> {
    this.stop();
    const run = this.#run;
    const media = navigator.mediaDevices as MediaDevices | undefined;
    if (!media?.getUserMedia) return this.#set(isSecureContext ? 'none' : 'insecure');
    this.#set('asking');
    const [opened, stream] = await Promise.all([openReader(), askFor(media)]);
    // Stopped meanwhile, or of no use: nobody looks through it.
    if (run !== this.#run || !opened.ok || typeof stream === 'string') {
      if (typeof stream !== 'string') end(stream);
      if (run === this.#run)
        this.#set(typeof stream === 'string' ? stream : opened.ok ? 'none' : opened.code);
      return;
    }
    this.#look(stream, opened.reader, run);
  }

  stop(): void {
    this.#run = {};
    clearTimeout(this.#hardTimer);
    clearTimeout(this.#restTimer);
    if (this.#stream) end(this.#stream);
    this.#stream = undefined;
    this.torch = undefined;
    this.video.srcObject = null;
    this.#set('off');
  }

  async setTorch(on: boolean): Promise<void> {
    const track = this.#stream?.getVideoTracks()[0];
    const lamp = { torch: on } as MediaTrackConstraintSet;
    const done = await track?.applyConstraints({ advanced: [lamp] }).then(
      () => true,
      () => false,
    );
    // A lamp that can't be lit after all is none.
    if (this.#stream) this.torch = done ? on : undefined;
    this.#host.requestUpdate();
  }

  #look(stream: MediaStream, reader: QrReader, run: object) {
    this.#stream = stream;
    const [track] = stream.getVideoTracks();
    // Unplugged, or taken away by the system.
    track?.addEventListener('ended', () => run === this.#run && this.stop());
    this.torch = (track?.getCapabilities?.() as Lamp | undefined)?.torch ? false : undefined;
    this.video.srcObject = stream;
    // Rejects where it is stopped before it plays.
    this.video.play().catch(() => undefined);
    this.#hardTimer = setTimeout(() => this.#set('hard'), HARD_AFTER_MS);
    this.#set('looking');
    void this.#lookOnce(reader, run);
  }

  async #lookOnce(reader: QrReader, run: object): Promise<void> {
    const text = await reader.read(this.video);
    if (run !== this.#run) return;
    if (text === undefined) {
      this.#restTimer = setTimeout(() => void this.#lookOnce(reader, run), REST_MS);
      return;
    }
    this.stop();
    this.#found(text);
  }

  readonly #hide = () => {
    if (document.hidden && this.isOn) this.stop();
  };

  #set(state: CameraState) {
    this.state = state;
    this.#host.requestUpdate();
  }
}

async function askFor(media: MediaDevices): Promise<MediaStream | 'refused' | 'none' | 'taken'> {
  try {
    return await media.getUserMedia(WANTED);
  } catch (error) {
    const { name } = error as DOMException;
    if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
    return name === 'NotReadableError' || name === 'AbortError' ? 'taken' : 'none';
  }
}

function end(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
