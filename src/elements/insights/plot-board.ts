/**
 * Keeps what is drawn in step with what is shown: the places that a screen has for drawings, how wide they are, and the
 * colours of the page, which may change under it. The code that draws loads with the first of them; where it can't be had, or
 * the browser is of no language that it knows, the tables stand alone.
 */
import { adoptStyles, type LitElement } from 'lit';

import { LateCode } from '../page/late-code.js';
import type { Drawing, Ink } from './plot.js';
import type { PlotPlace, PlotSpec } from './plot-spec.js';

const CODE = new LateCode(async () => {
  // uPlot asks for this as it is read, and fails where a browser's language is none ("C"); WebKit takes code that has failed
  // once for read when it is asked for again.
  Intl.NumberFormat.supportedLocalesOf(navigator.language);
  return import('./plot.js');
});

const INK: Readonly<Record<keyof Ink, string>> = {
  text: 'var(--_text)',
  muted: 'var(--_muted)',
  line: 'var(--_line)',
  accent: 'var(--_accent)',
  attention: 'var(--_attention)',
  band: 'color-mix(in srgb, var(--_accent) 22%, transparent)',
};
/** Where the reader's own colours are forced upon the page, a canvas has to be told of them. */
const FORCED: Readonly<Record<keyof Ink, string>> = {
  text: 'CanvasText',
  muted: 'CanvasText',
  line: 'GrayText',
  accent: 'Highlight',
  attention: 'CanvasText',
  band: 'GrayText',
};

interface Drawn {
  readonly spec: PlotSpec;
  readonly look: string;
  readonly drawing: Drawing;
}

export class PlotBoard {
  readonly #host: LitElement;
  readonly #drawn = new Map<PlotPlace, Drawn>();
  readonly #sizes = new ResizeObserver((entries) => this.#fit(entries));
  readonly #page = new MutationObserver(() => this.draw());
  readonly #media = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) =>
    matchMedia(query),
  );
  readonly #redraw = () => this.draw();
  #isStyled = false;

  constructor(host: LitElement) {
    this.#host = host;
    for (const node of [document.documentElement, document.body])
      this.#page.observe(node, {
        attributes: true,
        attributeFilter: ['class', 'style', 'data-theme', 'dir'],
      });
    for (const media of this.#media) media.addEventListener('change', this.#redraw);
  }

  /** Once the screen has been updated. */
  draw(): void {
    const places = new Set(this.#host.renderRoot.querySelectorAll<PlotPlace>('.plot'));
    for (const place of this.#drawn.keys()) if (!places.has(place)) this.#clear(place);
    if (places.size === 0) return;
    if (!CODE.value) {
      if (!CODE.failed) void CODE.bringTo(this.#host);
      return;
    }
    this.#style(CODE.value);
    for (const place of places) this.#drawIn(place, CODE.value);
  }

  end(): void {
    for (const place of [...this.#drawn.keys()]) this.#clear(place);
    for (const media of this.#media) media.removeEventListener('change', this.#redraw);
    this.#sizes.disconnect();
    this.#page.disconnect();
  }

  #style({ plotStyles }: typeof import('./plot.js')): void {
    if (this.#isStyled) return;
    this.#isStyled = true;
    const root = this.#host.renderRoot as ShadowRoot;
    const sheet = plotStyles.styleSheet;
    if (sheet) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    else adoptStyles(root, [...(this.#host.constructor as typeof LitElement).elementStyles, plotStyles]);
  }

  #drawIn(place: PlotPlace, { drawPlot }: typeof import('./plot.js')): void {
    const { spec } = place;
    const before = this.#drawn.get(place);
    if (!spec) return;
    const ink = inkOf(place);
    const look = JSON.stringify([ink, getComputedStyle(place).direction]);
    if (before?.spec === spec && before.look === look) return;
    before?.drawing.end();
    this.#drawn.set(place, { spec, look, drawing: drawPlot(place, spec, ink) });
    this.#sizes.observe(place);
  }

  #fit(entries: readonly ResizeObserverEntry[]): void {
    for (const { target } of entries) this.#drawn.get(target as PlotPlace)?.drawing.fit();
  }

  #clear(place: PlotPlace): void {
    this.#drawn.get(place)?.drawing.end();
    this.#drawn.delete(place);
    this.#sizes.unobserve(place);
  }
}

/** As the browser works them out where they are drawn: a token may be any colour, in light or dark. */
function inkOf(place: PlotPlace): Ink {
  const isForced = matchMedia('(forced-colors: active)').matches;
  const probe = document.createElement('i');
  probe.style.setProperty('forced-color-adjust', 'none');
  place.append(probe);
  const read = (css: string) => {
    probe.style.color = css;
    return getComputedStyle(probe).color;
  };
  const names = Object.keys(INK) as (keyof Ink)[];
  const ink = Object.fromEntries(names.map((name) => [name, read((isForced ? FORCED : INK)[name])]));
  probe.remove();
  return ink as unknown as Ink;
}
