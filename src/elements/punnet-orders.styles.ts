/** How a shopper's orders are set: one card each, what needs them marked at its edge. */
import { css } from 'lit';

export const styles = css`
  .orders,
  .order,
  .rescue {
    display: grid;
    gap: calc(3 * var(--_unit));
    grid-template-columns: minmax(0, 1fr);
  }
  .order {
    background: var(--_raised);
    border: 1px solid var(--_line);
    border-radius: calc(2 * var(--_corner));
    padding: calc(4 * var(--_unit));
  }
  .order.needs-you {
    border-color: var(--_attention);
    border-inline-start-width: 4px;
  }
  .head {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_unit)) calc(3 * var(--_unit));
    justify-content: space-between;
  }
  .roomy > .chip {
    align-self: start;
    justify-self: start;
  }
  .chip.plain::before {
    display: none;
  }
  .title .number {
    letter-spacing: 0.05em;
  }
  .lines {
    border-block: 1px solid var(--_line);
    display: grid;
    gap: var(--_unit);
    padding-block: calc(2 * var(--_unit));
  }
  .lines li {
    display: grid;
    gap: calc(2 * var(--_unit));
    grid-template-columns: auto minmax(0, 1fr) auto;
  }
  .detail {
    display: block;
  }
  .sum {
    column-gap: calc(2 * var(--_unit));
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    padding-block-start: calc(2 * var(--_unit));
  }
  .total {
    font-weight: 600;
  }
  .decision {
    display: grid;
    gap: calc(2 * var(--_unit));
  }
  .label {
    font-weight: 600;
  }
  .decision .label {
    margin-block-end: calc(2 * var(--_unit));
    padding: 0;
  }
  .option {
    align-items: center;
    border: 1px solid var(--_control);
    border-radius: var(--_corner);
    cursor: pointer;
    display: flex;
    gap: calc(3 * var(--_unit));
    min-block-size: var(--_target);
    padding: calc(2 * var(--_unit)) calc(3 * var(--_unit));
  }
  .option.picked {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .option input {
    accent-color: var(--_accent);
    block-size: 1.25em;
    flex: none;
    inline-size: 1.25em;
    margin: 0;
    min-block-size: 0;
  }
  .option input:focus-visible {
    box-shadow: none;
    outline: none;
  }
  .buttons {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_unit));
  }
  .confirm {
    background: color-mix(in srgb, var(--_text) 6%, transparent);
    border-radius: var(--_corner);
    display: grid;
    flex-basis: 100%;
    gap: calc(2 * var(--_unit));
    padding: calc(3 * var(--_unit));
  }
  .said:empty {
    display: none;
  }
  .said .good,
  .said .bad {
    color: var(--_status);
    font-weight: 600;
  }
  summary {
    align-content: center;
    cursor: pointer;
    min-block-size: var(--_target);
  }
  ol {
    display: grid;
    gap: calc(2 * var(--_unit));
  }
  ol li {
    border-inline-start: 2px solid var(--_line);
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(2 * var(--_unit));
    padding-inline-start: calc(3 * var(--_unit));
  }
  .receipt {
    border-block: 1px solid var(--_line);
    margin-inline: calc(-4 * var(--_unit));
  }
  .rescue {
    border-block-start: 1px solid var(--_line);
    padding-block-start: calc(4 * var(--_unit));
  }
  .link.button {
    position: relative;
  }
  .empty {
    padding-block: calc(4 * var(--_unit));
    text-align: center;
  }
  @container (min-width: 40em) {
    .roomy > .chip {
      justify-self: end;
    }
    .order .link {
      margin-inline-start: auto;
    }
    .decision {
      grid-template-columns: 1fr 1fr;
    }
    .decision .label,
    .decision button {
      grid-column: 1 / -1;
      justify-self: start;
    }
  }
  @media (forced-colors: active) {
    .option.picked {
      border-color: Highlight;
      outline: 2px solid Highlight;
      outline-offset: -4px;
    }
  }
`;
