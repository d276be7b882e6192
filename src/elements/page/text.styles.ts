/**
 * What every element's inside starts from, and how text is set in it. The spacing of letters and words is the page's,
 * where readers set their own.
 */
import { css } from 'lit';

export const textStyles = css`
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
  @media (prefers-reduced-motion: reduce) {
    .base {
      --_time: 0ms;
    }
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
  a {
    color: inherit;
  }
`;
