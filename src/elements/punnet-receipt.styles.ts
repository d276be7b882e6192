/** How a receipt stands in a page or in the basket. */
import { css } from 'lit';

export const styles = css`
  .actions {
    display: grid;
    gap: calc(2 * var(--_unit));
  }
  .buttons,
  .terms {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_unit));
  }
  .buttons > :first-child {
    flex-grow: 1;
  }
  .terms {
    column-gap: calc(4 * var(--_unit));
  }
  .terms a {
    align-content: center;
    min-block-size: var(--_target);
    min-inline-size: var(--_target);
  }
  .said {
    color: var(--_good);
    font-weight: 600;
  }
  .said.bad {
    color: var(--_bad);
  }
  .large-code {
    background: #fff;
    border: 0;
    border-radius: var(--_corner);
    box-sizing: border-box;
    color: #000;
    gap: calc(3 * var(--_unit));
    inline-size: 100vi;
    justify-items: center;
    margin: auto;
    max-block-size: 100dvb;
    max-inline-size: min(100vi, 44em);
    padding: calc(4 * var(--_unit)) 0;
    text-align: center;
  }
  .large-code[open] {
    display: grid;
  }
  .large-code::backdrop {
    background: #fff;
  }
  .empty {
    padding-block: calc(4 * var(--_unit));
    text-align: center;
  }
  @media print {
    .base {
      padding: 0;
    }
    .actions,
    .terms,
    ::slotted(*) {
      display: none;
    }
  }
`;
