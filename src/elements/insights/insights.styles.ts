/** How an owner's figures are set: wide where there is room, tables first on a phone, and black on white on paper. */
import { css } from 'lit';

export const insightsStyles = css`
  .board,
  .block,
  .trial {
    display: grid;
    gap: calc(4 * var(--_unit));
    grid-template-columns: minmax(0, 1fr);
  }
  .board {
    gap: calc(6 * var(--_unit));
  }
  .block {
    border-block-start: 1px solid var(--_line);
    padding-block-start: calc(4 * var(--_unit));
  }
  .block > p,
  .trial > p,
  figcaption {
    max-inline-size: 65ch;
  }
  code {
    font: inherit;
  }
  .name {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    font-weight: 600;
    gap: calc(2 * var(--_unit));
  }
  .range,
  .set {
    display: grid;
    gap: calc(3 * var(--_unit));
  }
  .fields,
  .buttons {
    align-items: end;
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_unit)) calc(3 * var(--_unit));
  }
  .fields > .field {
    display: grid;
    flex: 0 1 auto;
    gap: var(--_unit);
    min-inline-size: 0;
  }
  .fields > .wide {
    flex: 1 1 16em;
  }
  select,
  .field input {
    inline-size: 100%;
    max-inline-size: 100%;
  }
  .set .number {
    inline-size: 7em;
    max-inline-size: 100%;
  }
  .chosen {
    background: var(--_accent);
    border-color: var(--_accent);
    color: var(--_accent-text);
  }
  @media (hover: hover) {
    .chosen:hover {
      background: color-mix(in srgb, var(--_accent), var(--_accent-text) 12%);
    }
  }
  .age {
    display: grid;
    gap: calc(2 * var(--_unit));
    justify-items: start;
  }
  .age:empty,
  .told:empty {
    display: none;
  }
  .told {
    --_status: var(--_text);
    color: var(--_status);
    font-weight: 600;
  }
  .told.good,
  .told.wait,
  .told.attention,
  .told.bad {
    background: color-mix(in srgb, var(--_status) 12%, var(--_raised));
    border-radius: var(--_corner);
    padding: calc(2 * var(--_unit)) calc(3 * var(--_unit));
  }
  .told.good {
    --_status: var(--_good);
  }
  .told.wait {
    --_status: var(--_wait);
  }
  .told.attention {
    --_status: var(--_attention);
  }
  .told.bad {
    --_status: var(--_bad);
  }
  .words {
    display: grid;
    gap: calc(2 * var(--_unit));
  }
  .words > li {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_unit));
    justify-content: space-between;
  }
  /* Room for what may be said there, so that no figure moves when it is. */
  .age > p {
    min-block-size: 3em;
  }
  .age > .told {
    box-shadow: 0 0 0 calc(2 * var(--_unit)) color-mix(in srgb, var(--_status) 12%, var(--_raised));
    font-weight: 400;
    padding: 0;
  }
  .figures {
    display: grid;
    gap: calc(2 * var(--_unit));
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 10.5em), 1fr));
  }
  .figure {
    background: var(--_raised);
    border: 1px solid var(--_line);
    border-radius: calc(2 * var(--_corner));
    display: grid;
    gap: var(--_unit);
    grid-template-rows: 1fr auto;
    padding: calc(3 * var(--_unit));
  }
  .figure dd {
    font-size: 1.25em;
    font-weight: 600;
    line-height: 1.3;
  }
  .chart {
    display: grid;
    gap: calc(3 * var(--_unit));
    grid-template-columns: minmax(0, 1fr);
  }
  .picture {
    background: var(--_raised);
    border: 1px solid var(--_line);
    border-radius: calc(2 * var(--_corner));
    padding: calc(3 * var(--_unit));
  }
  .plot {
    block-size: 220px;
    direction: inherit;
    min-inline-size: 0;
    overflow: hidden;
  }
  .keys {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_unit) calc(4 * var(--_unit));
    padding-block-end: calc(2 * var(--_unit));
  }
  .swatch {
    background: var(--_accent);
    border-radius: 2px;
    display: inline-block;
    block-size: 0.75em;
    forced-color-adjust: none;
    inline-size: 0.75em;
    margin-inline-end: 0.4em;
  }
  .swatch.attention {
    background: var(--_attention);
  }
  .swatch.band {
    background: color-mix(in srgb, var(--_accent) 22%, transparent);
  }
  /* Where there is more, an edge is in shade; what scrolls along covers the shade at the table's own ends. */
  .scroll {
    --_shade: color-mix(in srgb, var(--_text) 35%, transparent), transparent;
    --_cover: var(--_ground) 40%, transparent;
    background:
      linear-gradient(to right, var(--_cover)) left / 3em 100% local,
      linear-gradient(to left, var(--_cover)) right / 3em 100% local,
      linear-gradient(to right, var(--_shade)) left / 1em 100%,
      linear-gradient(to left, var(--_shade)) right / 1em 100%;
    background-repeat: no-repeat;
    border: 1px solid var(--_line);
    border-radius: var(--_corner);
    max-block-size: 20em;
    overflow: auto;
    position: relative;
  }
  table {
    border-collapse: collapse;
    inline-size: 100%;
  }
  th,
  td {
    border-block-end: 1px solid var(--_line);
    font-weight: 400;
    overflow-wrap: normal;
    padding: calc(1.5 * var(--_unit)) calc(3 * var(--_unit));
    text-align: start;
    vertical-align: baseline;
  }
  tbody tr:last-child > * {
    border-block-end: 0;
  }
  thead th {
    background: var(--_raised);
    inset-block-start: 0;
    padding: 0;
    position: sticky;
    vertical-align: bottom;
    z-index: 1;
  }
  tbody th {
    background: var(--_ground);
    min-inline-size: 5em;
  }
  /* Whose row it is stays in sight. */
  tr > th:first-child {
    inset-inline-start: 0;
    position: sticky;
  }
  thead th:first-child {
    z-index: 2;
  }
  .figure-cell {
    font-variant-numeric: tabular-nums;
    text-align: end;
    white-space: nowrap;
  }
  .sort {
    border: 0;
    border-radius: 0;
    font-size: max(0.875em, 13px);
    gap: var(--_unit);
    inline-size: 100%;
    justify-content: start;
    padding-inline: calc(3 * var(--_unit));
    text-align: start;
  }
  .sort:focus-visible {
    outline-offset: -4px;
  }
  .figure-cell .sort {
    justify-content: end;
    text-align: end;
    white-space: normal;
  }
  .figure-cell .arrow {
    order: -1;
  }
  .arrow {
    font-size: 0.75em;
    min-inline-size: 1em;
  }
  .download {
    justify-self: start;
  }
  @container (max-width: 40em) {
    .picture {
      order: 1;
    }
    .age > p {
      min-block-size: 4.5em;
    }
    table {
      font-size: max(0.875em, 14px);
    }
    tbody th,
    td,
    .sort {
      padding-inline: calc(2 * var(--_unit));
    }
  }
  @media (forced-colors: active) {
    .chosen {
      border: 3px solid Highlight;
    }
    .swatch {
      background: Highlight;
    }
    .swatch.attention {
      background: CanvasText;
    }
    .swatch.band {
      background: GrayText;
    }
    .told.good,
    .told.wait,
    .told.attention,
    .told.bad {
      border: 1px solid CanvasText;
    }
  }
  @media print {
    .range,
    .set,
    .picture,
    .arrow,
    .buttons,
    [part~='button']:not([part~='sort-button']) {
      display: none;
    }
    .scroll {
      border: 0;
      max-block-size: none;
      overflow: visible;
    }
    .block {
      break-inside: auto;
    }
    tr {
      break-inside: avoid;
    }
    /* A sheet doesn't scroll: as many columns as can be are to fit. */
    th,
    td,
    .sort {
      padding-inline: var(--_unit);
    }
    thead th,
    tr > th:first-child {
      position: static;
    }
  }
`;
