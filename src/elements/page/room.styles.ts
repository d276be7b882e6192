/** Room that is kept for words which are not said now, so that nothing moves when they are. They are neither read nor found. */
import { css } from 'lit';

export const roomStyles = css`
  .roomy {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .roomy > * {
    grid-area: 1 / 1;
  }
  .room {
    visibility: hidden;
  }
  /* A chip has its sign before it. */
  [data-room]::after {
    content: attr(data-room);
  }
  @media print {
    .room {
      display: none;
    }
  }
`;
