/**
 * What a benchmark hands back: samples with a name, a unit and what they are
 * compared with. Judges nothing: a figure is read beside its reference, on the
 * machine that made both.
 */

export interface Figure {
  readonly name: string;
  readonly unit: 'ms' | 'intents/s' | 'MB' | 'shift' | 'tasks' | 'bytes';
  readonly samples: readonly number[];
  /** The figure of the same run that this one is read beside. */
  readonly beside?: { readonly name: string; readonly samples: readonly number[] };
  /** What DESIGN asks for, in words. */
  readonly hold?: string;
}

export interface Summary {
  readonly name: string;
  readonly unit: Figure['unit'];
  readonly n: number;
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly min: number;
  readonly max: number;
  readonly ratio?: { readonly to: string; readonly median: number; readonly p95: number };
  readonly hold?: string;
}

/** The value that a share of the samples does not exceed (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

export function summarize({ name, unit, samples, beside, hold }: Figure): Summary {
  const median = percentile(samples, 0.5);
  const p95 = percentile(samples, 0.95);
  return {
    name,
    unit,
    n: samples.length,
    median: round(median),
    p95: round(p95),
    p99: round(percentile(samples, 0.99)),
    min: round(Math.min(...samples)),
    max: round(Math.max(...samples)),
    ...(beside ? { ratio: compare(median, p95, beside) } : {}),
    ...(hold === undefined ? {} : { hold }),
  };
}

function compare(median: number, p95: number, { name, samples }: NonNullable<Figure['beside']>) {
  return {
    to: name,
    median: round(median / percentile(samples, 0.5)),
    p95: round(p95 / percentile(samples, 0.95)),
  };
}

/** Three significant digits; whole numbers stay whole. */
function round(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(value >= 1_000 ? 4 : 3));
}
