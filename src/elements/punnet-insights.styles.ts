/** How the owner's door is set, and how the panel looks on paper. */
import { css } from 'lit';

export const styles = css`
  .gate {
    display: grid;
    gap: calc(3 * var(--_unit));
    justify-items: start;
  }
  .gate > p {
    max-inline-size: 65ch;
  }
  #code {
    inline-size: min(100%, 16em);
    letter-spacing: 0.1em;
    text-transform: uppercase;
  }
  .field {
    display: grid;
    gap: var(--_unit);
  }
  .choice {
    align-items: center;
    cursor: pointer;
    display: flex;
    gap: calc(2 * var(--_unit));
    min-block-size: var(--_target);
  }
  .choice input {
    accent-color: var(--_accent);
    block-size: 1.5em;
    inline-size: 1.5em;
    min-block-size: 0;
  }
  @media print {
    .base {
      --_ground: #fff;
      --_line: #999;
      --_muted: #333;
      --_raised: #fff;
      --_text: #000;
      background: #fff;
      color: #000;
      padding: 0;
    }
  }
`;
