/** How the checkout is set: one column, with the order beside the form where there is room. */
import { css } from 'lit';

export const styles = css`
  form,
  .column {
    align-content: start;
    display: grid;
    gap: calc(8 * var(--_unit));
    grid-template-columns: minmax(0, 1fr);
  }
  @container (min-width: 48em) {
    form {
      gap: calc(12 * var(--_unit));
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    }
    .column + .column {
      background: var(--_raised);
      align-self: start;
      border-radius: calc(2 * var(--_corner));
      padding: calc(4 * var(--_unit));
    }
  }
  .section,
  fieldset,
  .order {
    display: grid;
    gap: calc(4 * var(--_unit));
    grid-template-columns: minmax(0, 1fr);
  }
  .title {
    font-weight: 600;
  }
  .label {
    font-weight: 600;
    padding: 0;
  }
  fieldset > * + * {
    margin-block-start: 0;
  }
  legend {
    margin-block-end: calc(2 * var(--_unit));
  }

  .depots {
    display: grid;
    gap: calc(2 * var(--_unit));
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 14em), 1fr));
  }
  .option {
    background: var(--_raised);
    border: 1px solid var(--_control);
    border-radius: var(--_corner);
    cursor: pointer;
    position: relative;
  }
  .option.chosen {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .depot {
    align-items: start;
    display: grid;
    gap: calc(2 * var(--_unit));
    grid-template-columns: auto minmax(0, 1fr);
    min-block-size: var(--_target);
    padding: calc(2.5 * var(--_unit)) calc(3 * var(--_unit));
  }
  .depot input {
    accent-color: var(--_accent);
    block-size: 1.25em;
    inline-size: 1.25em;
    margin-block-start: 0.125em;
    min-block-size: 0;
  }
  .depot label {
    cursor: inherit;
    font-weight: 600;
  }
  .depot label::after {
    content: '';
    inset: 0;
    position: absolute;
  }
  .option input:focus-visible {
    box-shadow: none;
    outline: none;
  }
  .day {
    display: grid;
    gap: var(--_unit);
  }
  .slots {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_unit));
  }
  .slot {
    align-items: center;
    display: flex;
    justify-content: center;
    min-block-size: var(--_target);
    min-inline-size: min(50% - var(--_unit), 9em);
    padding: var(--_unit);
    text-align: center;
  }
  .slot.chosen {
    background: var(--_accent);
    color: var(--_accent-text);
  }
  .times .link {
    justify-self: start;
    margin-inline-start: calc(-1 * var(--_unit));
  }
  .cutoff {
    font-weight: 600;
    min-block-size: 1.5em;
  }

  .field {
    display: grid;
    gap: var(--_unit);
  }
  .field input {
    inline-size: 100%;
    max-inline-size: 28em;
  }
  .field input[dir='ltr']:dir(ltr) {
    text-align: start;
  }
  [aria-invalid='true'] input,
  input[aria-invalid='true'] {
    border-color: var(--_bad);
    box-shadow: inset 0 0 0 1px var(--_bad);
  }
  .fault {
    color: var(--_bad);
    font-weight: 600;
  }
  .mended {
    visibility: hidden;
  }
  .landing {
    border-radius: var(--_corner);
  }
  .landing:focus,
  .hint:focus {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .row {
    align-items: baseline;
    column-gap: calc(4 * var(--_unit));
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
  }
  .sums {
    display: grid;
    gap: var(--_unit);
  }
  .row.total {
    font-weight: 600;
  }
  .total dd {
    font-size: 1.5em;
    line-height: 1.25;
  }
  .lines {
    border-block: 1px solid var(--_line);
    display: grid;
    gap: calc(2 * var(--_unit));
    padding-block: calc(3 * var(--_unit));
  }
  .line {
    display: grid;
    gap: calc(2 * var(--_unit));
    grid-template-columns: 2.5em minmax(0, 1fr) auto;
  }
  .detail {
    display: block;
  }
  code {
    font-size: max(0.875em, 13px);
  }
  .stall .line {
    font-size: 1.125em;
  }

  .order {
    gap: calc(3 * var(--_unit));
  }
  .order .primary {
    inline-size: 100%;
    min-block-size: calc(var(--_target) + 4px);
  }
  .reason {
    color: var(--_attention);
    font-weight: 600;
  }
  .terms {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_unit)) calc(4 * var(--_unit));
    justify-content: center;
  }
  .terms a,
  .landing a {
    align-content: center;
    display: inline-block;
    min-block-size: var(--_target);
    min-inline-size: var(--_target);
  }
  .landing li + li {
    margin-block-start: calc(2 * var(--_unit));
  }
  .again {
    margin-block-start: calc(4 * var(--_unit));
  }
  @media (forced-colors: active) {
    .option.chosen {
      border-color: Highlight;
      outline: 2px solid Highlight;
      outline-offset: -4px;
    }
  }
`;
