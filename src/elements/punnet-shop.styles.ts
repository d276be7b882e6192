import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
  }
  .base {
    display: contents;
  }
  /* Where the page has no style sheet that reserves it. */
  ::slotted(punnet-catalog:not(:defined)) {
    display: block;
    min-block-size: max(60rem, 100vh);
  }
  .error,
  .rehearsal {
    background: var(--_raised);
    border: 1px solid currentColor;
    border-radius: var(--_corner);
    color: var(--_bad);
    display: block;
    font-size: max(0.875em, 13px);
    margin-block: calc(2 * var(--_unit));
    padding: calc(2 * var(--_unit)) calc(3 * var(--_unit));
  }
  .error li + li {
    margin-block-start: var(--_unit);
  }
  .rehearsal {
    color: var(--_wait);
  }
  code {
    font-size: 0.9em;
  }
`;
