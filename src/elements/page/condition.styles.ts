/** How it is shown how things stand: chips, each with the sign and the colour of its kind, what failed, what loads. */
import { css } from 'lit';

export const conditionStyles = css`
  .chip {
    --_sign: '';
    --_status: var(--_text);
    background: var(--_raised);
    background: color-mix(in srgb, var(--_status) 12%, var(--_raised));
    border: 1px solid transparent;
    border-radius: 2em;
    color: var(--_status);
    display: inline-flex;
    font-size: max(0.875em, 13px);
    font-weight: 600;
    gap: 0.4em;
    padding: calc(0.5 * var(--_unit)) calc(3 * var(--_unit));
  }
  .chip::before {
    content: var(--_sign);
  }
  @supports (content: 'a' / 'b') {
    .chip::before {
      content: var(--_sign) / '';
    }
  }
  .good {
    --_sign: '✓';
    --_status: var(--_good);
  }
  .wait {
    --_sign: '◷';
    --_status: var(--_wait);
  }
  .attention {
    --_sign: '!';
    --_status: var(--_attention);
  }
  .bad {
    --_sign: '×';
    --_status: var(--_bad);
  }
  .failed {
    display: grid;
    gap: calc(3 * var(--_unit));
    justify-items: start;
  }
  .skeleton {
    background: currentColor;
    border-radius: var(--_corner);
    opacity: 0.1;
  }
  @media (forced-colors: active) {
    .chip {
      border-color: ButtonText;
    }
  }
`;
