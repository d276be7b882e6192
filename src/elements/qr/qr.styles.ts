/** How a code is set: never narrower than its modules need where there is room, and the same in every theme. */
import { css } from 'lit';

export const qrStyles = css`
  .qr {
    block-size: auto;
    display: block;
    forced-color-adjust: none;
    max-inline-size: 100%;
  }
  .qr.large {
    inline-size: min(100%, 100vb);
  }
  @media print {
    .qr {
      inline-size: 48mm;
      max-inline-size: 100%;
      min-inline-size: 40mm;
    }
  }
`;
