/**
 * Draws a figure on a canvas with uPlot, in the colours that the theme gives. Loaded when there is something to draw. What
 * it needs of uPlot's own style sheet is here, since a shadow root sees no other.
 */
import { css } from 'lit';
import UPlot from 'uplot';

import type { PlotPlace, PlotSpec, Tone } from './plot-spec.js';

export const plotStyles = css`
  .uplot .u-wrap {
    position: relative;
  }
  .uplot .u-over,
  .uplot .u-under {
    position: absolute;
  }
  .uplot .u-under {
    overflow: hidden;
  }
  .uplot canvas {
    block-size: 100%;
    display: block;
    inline-size: 100%;
    position: relative;
  }
  .uplot .u-axis {
    position: absolute;
  }
`;

export type Ink = Readonly<Record<Tone | 'text' | 'line' | 'band', string>>;

const DAY_S = 86_400;
const HEIGHT = 220;
const AXIS_WIDTH = 56;
/** Whole days, weeks, months. */
const STEPS = [1, 2, 7, 14, 28, 56, 91].map((days) => days * DAY_S);

const toSeconds = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1_000;
const toDate = (seconds: number) => new Date(seconds * 1_000).toISOString().slice(0, 10);

export interface Drawing {
  /** As wide as its place is now. */
  fit(): void;
  end(): void;
}

export function drawPlot(place: PlotPlace, spec: PlotSpec, ink: Ink): Drawing {
  const options = toOptions(place, spec, ink);
  const plot = new UPlot(options, toData(spec), place);
  return {
    fit: () => plot.setSize({ width: widthOf(place), height: HEIGHT }),
    end: () => plot.destroy(),
  };
}

const widthOf = (place: PlotPlace) => Math.max(120, place.clientWidth);

function toData({ days, series, band }: PlotSpec): UPlot.AlignedData {
  const drawn = series.map(({ values }) => [...values]);
  return [days.map(toSeconds), ...(band ? [[...band.high], [...band.low]] : []), ...drawn];
}

function toOptions(place: PlotPlace, spec: PlotSpec, ink: Ink): UPlot.Options {
  const { fontFamily, direction } = getComputedStyle(place);
  const isRtl = direction === 'rtl';
  const axis = { stroke: ink.muted, font: `12px ${fontFamily}`, ticks: { show: false } } as const;
  const grid = { stroke: ink.line, width: 1 };
  return {
    width: widthOf(place),
    height: HEIGHT,
    cursor: { show: false },
    legend: { show: false },
    scales: {
      x: { time: false, dir: isRtl ? -1 : 1, range: (_, low, high) => toRange(spec, low, high) },
      y: { range: (_, low, high) => UPlot.rangeNum(Math.min(0, low), Math.max(0, high), 0.1, true) },
    },
    series: [{}, ...(spec.band ? toEdges(ink) : []), ...spec.series.map((each) => toSeries(spec, each, ink))],
    ...(spec.band ? { bands: [{ series: [1, 2], fill: ink.band }] } : {}),
    axes: [
      {
        ...axis,
        size: 28,
        grid: { show: false },
        incrs: STEPS,
        space: 64,
        values: (_, splits) => splits.map((at) => spec.toDay(toDate(at))),
      },
      {
        ...{ ...axis, grid, side: isRtl ? 1 : 3, size: AXIS_WIDTH },
        values: (_, splits) => splits.map((value) => spec.toText(value)),
      },
    ],
    hooks: { draw: [(plot) => drawZero(plot, ink)] },
  };
}

/** Bars stand for whole days: half of one is on each side. */
function toRange({ kind }: PlotSpec, low: number, high: number): UPlot.Range.MinMax {
  const room = kind === 'bars' || low === high ? DAY_S / 2 : 0;
  return [low - room, high + room];
}

function toEdges(ink: Ink): UPlot.Series[] {
  return [1, 2].map(() => ({ stroke: ink.band, width: 1, points: { show: false } }));
}

export function toSeries(
  { kind, days }: Pick<PlotSpec, 'kind' | 'days'>,
  { tone, values }: PlotSpec['series'][number],
  ink: Ink,
): UPlot.Series {
  const stroke = ink[tone];
  // Groups of one line seldom end on the days of another: it goes on over those, and each of its own is a point.
  const points = { show: days.length < 3 || values.includes(null), fill: stroke };
  if (kind === 'lines') return { stroke, width: 2, spanGaps: true, points };
  const paths = UPlot.paths.bars?.({ size: [0.7, 36] });
  return { fill: stroke, stroke, width: 0, points: { show: false }, ...(paths ? { paths } : {}) };
}

function drawZero(plot: UPlot, ink: Ink): void {
  const { ctx, bbox } = plot;
  const y = Math.round(plot.valToPos(0, 'y', true));
  ctx.save();
  ctx.fillStyle = ink.text;
  ctx.fillRect(bbox.left, y, bbox.width, 1);
  ctx.restore();
}
