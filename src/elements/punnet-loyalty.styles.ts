/** How points are set: what may be redeemed large, what is pending beside it. */
import { css } from 'lit';

export const styles = css`
  .panel {
    gap: calc(2 * var(--_unit));
  }
  .settled {
    font-weight: 600;
  }
  [part='redeem'] {
    display: grid;
    gap: calc(2 * var(--_unit));
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
  }
`;
