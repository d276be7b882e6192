/** How the basket is set: lines that reflow in a drawer, a sidebar or a page, and a footer that stays. */
import { css } from 'lit';

export const insideStyles = css`
  .panel:has(.footer) {
    padding-block-end: 0;
  }
  .footer {
    margin-block-start: auto;
  }
  .place::part(base) {
    background: none;
    padding: 0;
  }
  .arrow:dir(rtl) {
    scale: -1 1;
  }

  .line {
    border-block-start: 1px solid var(--_line);
    column-gap: calc(3 * var(--_unit));
    display: grid;
    grid-template-areas:
      'thumb what total'
      'controls controls controls'
      'fault fault fault';
    grid-template-columns: auto minmax(0, 1fr) auto;
    padding: calc(3 * var(--_unit)) 4px;
    row-gap: calc(2 * var(--_unit));
  }
  .long .line {
    contain-intrinsic-block-size: auto 128px;
    content-visibility: auto;
  }
  .lines {
    border-block-end: 1px solid var(--_line);
    margin-inline: -4px;
  }
  .thumb {
    background: color-mix(in srgb, var(--_text) 8%, transparent);
    block-size: 48px;
    border-radius: var(--_corner);
    color: var(--_muted);
    display: grid;
    font-weight: 600;
    grid-area: thumb;
    inline-size: 48px;
    overflow: hidden;
    place-content: center;
    position: relative;
  }
  .thumb img {
    block-size: 100%;
    inline-size: 100%;
    inset: 0;
    object-fit: cover;
    position: absolute;
  }
  .thumb .broken {
    visibility: hidden;
  }
  .what {
    grid-area: what;
  }
  .line-title {
    font-weight: 600;
    line-height: 1.35;
  }
  .line-total {
    font-weight: 600;
    grid-area: total;
    text-align: end;
  }
  .controls {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_unit));
    grid-area: controls;
    justify-content: space-between;
  }
  .fault {
    color: var(--_bad);
    font-weight: 600;
    grid-area: fault;
  }
  .change {
    color: var(--_attention);
    font-weight: 600;
  }
  .changed .thumb {
    opacity: 0.6;
  }
  @container (max-width: 12em) {
    .line {
      grid-template-areas:
        'thumb total'
        'what what'
        'controls controls'
        'fault fault';
      grid-template-columns: auto minmax(0, 1fr);
    }
  }
  @container (min-width: 22em) {
    .line {
      grid-template-areas:
        'thumb what total'
        'thumb controls controls'
        'thumb fault fault';
    }
  }

  .undo {
    align-items: center;
    background: color-mix(in srgb, var(--_text) 6%, transparent);
    border-block-start: 1px solid var(--_line);
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_unit));
    justify-content: space-between;
    padding: calc(3 * var(--_unit));
  }

  .sums {
    display: grid;
    gap: var(--_unit);
  }
  .row {
    align-items: baseline;
    column-gap: calc(4 * var(--_unit));
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
  }
  /* No word is broken where the amount can stand beneath it. */
  dt {
    flex: 1 1 0;
    min-inline-size: min-content;
    overflow-wrap: break-word;
  }
  .row.total {
    font-weight: 600;
  }
  .total dd {
    font-size: 1.5em;
    line-height: 1.25;
  }
  /* Stays in view where lines have room above it; a media query would not see text that the page made larger. */
  .footer {
    background: var(--_ground);
    border-block-start: 1px solid var(--_line);
    display: grid;
    gap: calc(2 * var(--_unit));
    inset-block-end: min(0px, (100vh - 30em) * 99);
    margin-inline: calc(-4 * var(--_unit));
    padding: calc(3 * var(--_unit)) calc(4 * var(--_unit));
    padding-block-end: max(calc(3 * var(--_unit)), env(safe-area-inset-bottom));
    position: sticky;
    z-index: 1;
  }
  .footer .primary {
    inline-size: 100%;
    text-decoration: none;
  }
  .inline .footer {
    border-end-end-radius: calc(2 * var(--_corner));
    border-end-start-radius: calc(2 * var(--_corner));
  }
  .reason {
    color: var(--_attention);
    font-weight: 600;
  }
  .orders {
    align-self: start;
    justify-self: start;
    margin-inline-start: calc(-1 * var(--_unit));
  }
  .lines :focus-visible {
    scroll-margin-block-end: clamp(0px, (100vh - 30em) * 99, 15em);
  }
  /* Comes with the first of its lines. */
  .heading {
    scroll-margin-block-end: clamp(0px, (100vh - 22em) * 99, 18em);
  }

  .empty {
    padding-block: calc(8 * var(--_unit));
    text-align: center;
  }
  .empty .title {
    font-weight: 600;
  }
`;
