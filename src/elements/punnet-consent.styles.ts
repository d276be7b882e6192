/** How boxes, table and the question before everything is erased are set. */
import { css } from 'lit';

export const styles = css`
  /* As much as was reserved before the element was there. */
  .waiting {
    align-content: start;
    min-block-size: max(60rem, 100vh);
  }
  .purposes {
    border: 0;
    display: grid;
    gap: calc(2 * var(--_unit));
    grid-template-columns: minmax(0, 1fr);
    margin: 0;
    min-inline-size: 0;
    padding: 0;
  }
  .purposes legend {
    margin-block-end: calc(2 * var(--_unit));
  }
  .purpose {
    align-items: start;
    border-radius: var(--_corner);
    display: grid;
    gap: calc(2 * var(--_unit));
    grid-template-columns: auto minmax(0, 1fr);
    /* Room between what is in it and its ring. */
    margin-inline: calc(-2 * var(--_unit));
    min-block-size: var(--_target);
    padding: var(--_unit) calc(2 * var(--_unit));
  }
  .purpose input {
    accent-color: var(--_accent);
    block-size: 1.5em;
    inline-size: 1.5em;
    margin-block-start: 0.1em;
    min-block-size: 0;
  }
  /* The row has the ring. */
  .purpose input:focus-visible {
    box-shadow: none;
    outline: none;
  }
  .purpose label {
    cursor: pointer;
    display: block;
  }
  /* A box of the browser's own would look as if it could be ticked. */
  .purpose [aria-disabled='true'] {
    appearance: none;
    padding: 0;
  }
  .purpose [aria-disabled='true'] ~ div label {
    color: var(--_muted);
    cursor: default;
  }
  table {
    border-collapse: collapse;
    inline-size: 100%;
  }
  caption {
    padding-block-end: calc(2 * var(--_unit));
    text-align: start;
  }
  th,
  td {
    border-block-end: 1px solid var(--_line);
    font-weight: 400;
    overflow-wrap: anywhere;
    padding-block: calc(2 * var(--_unit));
    padding-inline-end: calc(4 * var(--_unit));
    text-align: start;
    vertical-align: top;
  }
  td,
  thead :last-child {
    inline-size: 38%;
    padding-inline-end: 0;
  }
  /* Two columns of one word each would break the longer ones. */
  @container (max-width: 15em) {
    th,
    td {
      display: block;
    }
    th {
      border-block-end: 0;
      padding-block-end: 0;
    }
    td,
    thead :last-child {
      color: var(--_muted);
      inline-size: auto;
      padding-block-start: 0;
    }
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_unit));
  }
  .confirm {
    border: 1px solid var(--_control);
    border-radius: var(--_corner);
    display: grid;
    gap: calc(3 * var(--_unit));
    grid-template-columns: minmax(0, 1fr);
    padding: calc(3 * var(--_unit));
  }
  ul {
    list-style: disc;
    margin-block: calc(2 * var(--_unit)) 0;
    padding-inline-start: calc(5 * var(--_unit));
  }
  [data-erased] {
    display: grid;
    gap: var(--_unit);
  }
  .said {
    min-block-size: 1.5em;
  }
`;
