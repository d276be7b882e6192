/** How a receipt stands in a page or in the basket. */
import { css } from 'lit';

export const styles = css`
  .base {
    border-radius: calc(2 * var(--_corner));
    container-type: inline-size;
    display: grid;
    gap: calc(4 * var(--_unit));
    grid-template-columns: minmax(0, 1fr);
    padding: calc(4 * var(--_unit));
  }
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
