/** What is drawn, as plain data: what draws it knows nothing of shops. */

/** By the theme's tokens of these names. */
export type Tone = 'accent' | 'attention' | 'muted';

export interface PlotSeries {
  readonly tone: Tone;
  /** One for each day; null where nothing is told. */
  readonly values: readonly (number | null)[];
}

export interface PlotSpec {
  readonly kind: 'bars' | 'lines';
  /** ISO 8601 dates, in their order. */
  readonly days: readonly string[];
  /** Later ones are drawn over earlier ones. */
  readonly series: readonly PlotSeries[];
  /** Between what each value of the last series may be. */
  readonly band?: { readonly low: readonly number[]; readonly high: readonly number[] };
  /** What the colours mean. */
  readonly keys: readonly { readonly tone: Tone | 'band'; readonly name: string }[];
  /** As axes write a value, and a day. */
  readonly toText: (value: number) => string;
  readonly toDay: (day: string) => string;
}

/** Where `render` leaves it for whoever draws. */
export interface PlotPlace extends HTMLElement {
  spec?: PlotSpec;
}
