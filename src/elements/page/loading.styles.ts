/** How a place looks while there is nothing else to show in it yet. */
import { css } from 'lit';

export const loadingStyles = css`
  .loading {
    display: grid;
    gap: calc(3 * var(--_unit));
    grid-template-columns: minmax(0, 1fr);
  }
  .skeleton {
    block-size: 96px;
  }
  .late {
    animation: appear 0s 1s both;
  }
  @keyframes appear {
    from {
      visibility: hidden;
    }
  }
`;
