/** How the sheet of a receipt is set, on screen and on paper: A4, or the 80 mm roll of a till. */
import { css } from 'lit';

export const sheetStyles = css`
  .sheet {
    display: grid;
    gap: calc(4 * var(--_unit));
    grid-template-columns: minmax(0, 1fr);
  }
  .shop {
    font-family: var(--punnet-heading-font, inherit);
    font-weight: 600;
  }
  .chip {
    justify-self: start;
  }
  .note .heading {
    margin-block-end: var(--_unit);
  }
  /* The ring is round the whole of it. */
  .note .heading:focus-visible {
    box-shadow: none;
    outline: none;
  }
  .qr-block {
    display: grid;
    gap: calc(2 * var(--_unit));
    justify-items: center;
    text-align: center;
  }
  /* To the edges of the sheet, so that on a small screen no module is less than four pixels. */
  .qr-box {
    display: grid;
    inline-size: calc(100% + 8 * var(--_unit));
    justify-items: center;
    margin-inline: calc(-4 * var(--_unit));
  }
  /* What the device signed is larger than what the shop signs later: the same room for both. */
  @media screen {
    .qr-box .qr {
      min-inline-size: min(100%, 372px);
    }
  }
  .code-block {
    border-block: 1px dashed var(--_control);
    padding-block: calc(3 * var(--_unit));
  }
  .code-block dd {
    align-items: baseline;
    column-gap: calc(4 * var(--_unit));
    display: flex;
    flex-wrap: wrap;
  }
  .code {
    font-size: min(2.5em, 13cqi);
    font-weight: 600;
    letter-spacing: 0.08em;
    line-height: 1.2;
    overflow-wrap: normal;
  }
  table {
    border-collapse: collapse;
    color: inherit;
    /* A frame to print from has no doctype, where tables start from another size. */
    font: inherit;
    inline-size: 100%;
  }
  thead th:first-child {
    inline-size: 100%;
  }
  th,
  td {
    font-weight: inherit;
    padding: calc(1.5 * var(--_unit)) 0;
    text-align: start;
    vertical-align: baseline;
  }
  th.number,
  td.number {
    overflow-wrap: normal;
    padding-inline-start: calc(3 * var(--_unit));
    text-align: end;
    white-space: nowrap;
  }
  tbody tr {
    border-block-start: 1px solid var(--_line);
  }
  tbody tr:last-child {
    border-block-end: 1px solid var(--_line);
  }
  .detail {
    display: block;
  }
  /* With letters twice as large there is no room for three columns, nor for a headline beside its sign. */
  @container (max-width: 14em) {
    .note {
      grid-template-columns: minmax(0, 1fr);
    }
    .note .heading {
      font-size: 1.125em;
    }
    table,
    tbody,
    tfoot {
      display: block;
    }
    thead {
      clip-path: inset(50%);
      position: absolute;
    }
    tr {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
    }
    th,
    td:last-child:nth-child(2) {
      grid-column: 1 / -1;
    }
    th {
      padding-block-end: 0;
    }
    td.count {
      padding-inline-start: 0;
    }
    .count::after {
      content: ' ×';
    }
  }
  .total {
    font-weight: 600;
  }
  .total .number {
    font-size: 1.5em;
    line-height: 1.25;
  }
  .pay,
  .when {
    font-weight: 600;
  }
  .when {
    font-size: 1.125em;
  }
  .printed {
    display: none;
  }
  @media print {
    .base {
      --_accent: #000;
      --_control: #000;
      --_line: #888;
      --_muted: #000;
      --_raised: #fff;
      --_status: #000;
      --_surface: #fff;
      --_text: #000;
      background: none;
      color: #000;
      font-size: 11pt;
      line-height: 1.4;
    }
    .sheet {
      gap: 3mm;
    }
    .note,
    .chip {
      --_status: #000 !important;
      background: none;
      border: 1px solid #000;
    }
    th,
    td {
      padding-block: 1mm;
    }
    tr,
    .note,
    dl {
      break-inside: avoid;
    }
    .printed {
      display: inline;
    }
    .qr-block button,
    .qr-block p {
      display: none;
    }
    .qr-block {
      break-inside: avoid;
    }
  }
  @media print and (max-width: 100mm) {
    .base {
      font-size: 8.5pt;
      line-height: 1.3;
    }
    .sheet {
      gap: 2mm;
    }
    .small {
      font-size: 0.9em;
    }
    .note,
    .code-block {
      padding: 1.5mm;
    }
    .code-block {
      padding-inline: 0;
    }
    th,
    td {
      padding-block: 0.5mm;
    }
  }
`;
