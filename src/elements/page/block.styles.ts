/** How wide a block of the page is that is drawn by its own width. */
import { css } from 'lit';

export const blockStyles = css`
  :host {
    min-inline-size: min(100%, 16rem);
  }
  /* Such a block counts as nothing in a wrapper as wide as what is in it. This counts, and yields where there is less room. */
  :host::before {
    content: '';
    display: grid;
    grid-template-columns: minmax(0, 16rem);
  }
`;
