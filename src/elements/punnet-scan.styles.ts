/** What scanning alone shows: the receipt of an order that this device knows. */
import { css } from 'lit';

export const styles = css`
  punnet-receipt {
    inline-size: 100%;
  }
`;
