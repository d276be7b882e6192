/** How the form for a stall's day is set: a row for each number, and what is done with them in sight however many there are. */
import { css } from 'lit';

export const dayStyles = css`
  .day summary {
    cursor: pointer;
    min-block-size: var(--_target);
    padding-block: calc(2 * var(--_unit));
  }
  .day summary > .small {
    display: block;
  }
  .day > p,
  .day > .field {
    margin-block-start: calc(2 * var(--_unit));
  }
  .day ul {
    inline-size: 100%;
  }
  .day .row {
    align-items: center;
    border-block-end: 1px solid var(--_line);
    column-gap: calc(2 * var(--_unit));
    display: grid;
    grid-template-columns: minmax(0, 1fr) 5.5em;
    padding-block: calc(2 * var(--_unit));
  }
  .day .row > div {
    grid-column: 1 / -1;
  }
  /* Not under the bar when it has the focus. */
  .day .number {
    inline-size: 100%;
    scroll-margin-block-end: 14em;
    text-align: end;
  }
  .day .bar {
    inline-size: 100%;
    margin: 0;
    padding-inline: 0;
  }
  .day .told {
    color: var(--_status);
    flex-basis: 100%;
  }
  @media print {
    .day {
      display: none;
    }
  }
`;
