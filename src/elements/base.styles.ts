/**
 * The look that every element shares: tokens with their defaults, type, buttons,
 * inputs, chips, focus. Tokens are read and never assigned; what is worked out
 * from them hangs on the inner `.base`. The spacing of letters and words is the
 * page's, where readers set their own.
 */
import { css, unsafeCSS, type CSSResultGroup } from 'lit';

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

const colorStyles = unsafeCSS(
  `.base{${declare((light) => light)}}@supports(color:light-dark(red,red)){.base{` +
    `${declare((light, dark) => `light-dark(${light},${dark})`)}}}`,
);

const sharedStyles = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  .base {
    --_unit: var(--punnet-space-size, 4px);
    --_corner: var(--punnet-corner-size, 6px);
    --_target: var(--punnet-target-size, 44px);
    --_time: var(--punnet-motion-time, 160ms);
    font-family: var(--punnet-text-font, inherit);
    font-size: max(1em, 13px);
    font-variant-caps: normal;
    font-weight: 400;
    hyphens: manual;
    line-height: 1.5;
    overflow-wrap: anywhere;
    text-align: start;
    text-indent: 0;
    text-shadow: none;
    text-transform: none;
    /* The one spelling that Safari knows as well. */
    -webkit-user-select: text;
    white-space: normal;
    word-break: normal;
  }
  p,
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  ul,
  ol,
  dl,
  dd,
  fieldset,
  legend,
  figure {
    border: 0;
    margin: 0;
    min-inline-size: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1,
  h2,
  h3,
  h4,
  h5,
  h6 {
    font: inherit;
    font-family: var(--punnet-heading-font, inherit);
    font-weight: 600;
  }
  .heading {
    font-size: 1.375em;
    line-height: 1.25;
  }
  .title {
    font-size: 1.125em;
    line-height: 1.35;
  }
  .price {
    font-size: 1.125em;
    font-weight: 600;
  }
  .small {
    font-size: max(0.875em, 13px);
  }
  .muted {
    color: var(--_muted);
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .unseen {
    block-size: 1px;
    clip-path: inset(50%);
    inline-size: 1px;
    overflow: hidden;
    position: absolute;
    white-space: nowrap;
  }
  button,
  input,
  select,
  textarea {
    background: none;
    border: 1px solid var(--_control);
    border-radius: var(--_corner);
    color: inherit;
    font: inherit;
    font-size: max(1em, 16px);
    letter-spacing: inherit;
    margin: 0;
    min-block-size: var(--_target);
    padding: var(--_unit) calc(3 * var(--_unit));
    word-spacing: inherit;
  }
  button,
  .button {
    align-items: center;
    cursor: pointer;
    display: inline-flex;
    font-size: 1em;
    font-weight: 600;
    gap: calc(2 * var(--_unit));
    justify-content: center;
    min-inline-size: var(--_target);
    padding-inline: calc(4 * var(--_unit));
    text-align: center;
    transition: background-color var(--_time);
    -webkit-user-select: none;
  }
  /* A finger leaves no hover behind. */
  @media (hover: hover) {
    button:hover {
      background: color-mix(in srgb, currentColor 12%, transparent);
    }
  }
  .primary {
    background: var(--_accent);
    border-color: var(--_accent);
    color: var(--_accent-text);
  }
  @media (hover: hover) {
    .primary:hover {
      background: color-mix(in srgb, var(--_accent), var(--_accent-text) 12%);
    }
  }
  .link {
    border-color: transparent;
    font-weight: 400;
    padding-inline: var(--_unit);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  [aria-disabled='true'] {
    background: none;
    border: 1px dashed var(--_control);
    color: var(--_muted);
    cursor: default;
  }
  [aria-disabled='true']:hover {
    background: none;
  }
  a {
    color: inherit;
  }
  .chip {
    --_sign: '';
    --_status: var(--_text);
    background: var(--_raised);
    background: color-mix(in srgb, var(--_status) 12%, var(--_raised));
    border: 1px solid transparent;
    border-radius: 2em;
    color: var(--_status);
    display: inline-flex;
    font-size: max(0.875em, 13px);
    font-weight: 600;
    gap: 0.4em;
    padding: calc(0.5 * var(--_unit)) calc(3 * var(--_unit));
  }
  .chip::before {
    content: var(--_sign);
  }
  @supports (content: 'a' / 'b') {
    .chip::before {
      content: var(--_sign) / '';
    }
  }
  .good {
    --_sign: '✓';
    --_status: var(--_good);
  }
  .wait {
    --_sign: '◷';
    --_status: var(--_wait);
  }
  .attention {
    --_sign: '!';
    --_status: var(--_attention);
  }
  .bad {
    --_sign: '×';
    --_status: var(--_bad);
  }
  .failed {
    display: grid;
    gap: calc(3 * var(--_unit));
    justify-items: start;
  }
  .skeleton {
    background: currentColor;
    border-radius: var(--_corner);
    opacity: 0.1;
  }
  :focus {
    outline: none;
  }
  :focus-visible,
  .focus:has(:focus-visible) {
    box-shadow: 0 0 0 2px var(--_ground);
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  @media (prefers-reduced-motion: reduce) {
    .base {
      --_time: 0ms;
    }
  }
  @media (forced-colors: active) {
    .primary,
    .chip {
      border-color: ButtonText;
    }
    :focus-visible,
    .focus:has(:focus-visible) {
      outline-color: Highlight;
    }
    [aria-disabled='true'] {
      color: GrayText;
    }
  }
`;

export const baseStyles: CSSResultGroup = [colorStyles, sharedStyles];

/** For elements on the host's own ground: product, catalog, add, price, cart-count, status. */
export const pageStyles = css`
  .base {
    --_control: var(--punnet-control-color, color-mix(in srgb, currentColor 70%, transparent));
    --_ground: Canvas;
    --_line: var(--punnet-line-color, color-mix(in srgb, currentColor 20%, transparent));
    --_muted: var(--punnet-muted-color, color-mix(in srgb, currentColor 85%, transparent));
    color: var(--punnet-text-color, inherit);
  }
`;

/** For elements that paint their own ground: cart, checkout, receipt, orders, every dialog. */
export const panelStyles = css`
  .base {
    --_ground: var(--_surface);
    background: var(--_surface);
    color: var(--_text);
  }
  input,
  select,
  textarea {
    background: var(--_raised);
  }
`;
