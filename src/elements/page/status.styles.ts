/** How a status is set that is a line of text: its sign before it, all in the colour of its kind. Not for what is on every page. */
import { css } from 'lit';

export const statusStyles = css`
  .status {
    color: var(--_status);
    font-weight: 600;
  }
  .status::before {
    content: var(--_sign) ' ';
  }
  @supports (content: 'a' / 'b') {
    .status::before {
      content: var(--_sign) ' ' / '';
    }
  }
`;
