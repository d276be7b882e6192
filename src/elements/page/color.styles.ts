/** The tokens of colour, each with its default in light and in dark. Read and never assigned. */
import { unsafeCSS } from 'lit';

/** Token, in light and in dark. Measured contrasts: `docs/theming`. */
const COLORS: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  text: ['#2A251F', '#F2ECE2'],
  muted: ['#655C50', '#BBB0A1'],
  surface: ['#FBF8F2', '#1D1A16'],
  raised: ['#FFFFFF', '#27231E'],
  line: ['#E3DACC', '#3D372F'],
  control: ['#857A6B', '#8F8576'],
  accent: ['#2F5D3C', '#93C9A0'],
  'accent-text': ['#FFFFFF', '#12231A'],
  focus: ['#1D4F91', '#9DC3FF'],
  good: ['#255C36', '#9FD6AB'],
  wait: ['#6E4A00', '#EFC878'],
  attention: ['#8A3610', '#F4AE8E'],
  bad: ['#992025', '#F3A9A5'],
};

const declare = (value: (light: string, dark: string) => string) =>
  Object.entries(COLORS)
    .map(([name, [light, dark]]) => `--_${name}:var(--punnet-${name}-color,${value(light, dark)})`)
    .join(';');

export const colorStyles = unsafeCSS(
  `.base{${declare((light) => light)}}@supports(color:light-dark(red,red)){.base{` +
    `${declare((light, dark) => `light-dark(${light},${dark})`)}}}`,
);
