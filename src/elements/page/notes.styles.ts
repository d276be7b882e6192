/** How a status is set: sign, word and colour on a tint of its own. */
import { css } from 'lit';

export const noteStyles = css`
  .note {
    align-items: start;
    background: var(--_raised);
    background: color-mix(in srgb, var(--_status) 12%, var(--_raised));
    border: 1px solid transparent;
    border-radius: var(--_corner);
    display: grid;
    gap: calc(2 * var(--_unit));
    grid-template-columns: 1.5em minmax(0, 1fr);
    padding: calc(3 * var(--_unit));
  }
  .note .sign {
    border: 1.5px solid;
    border-radius: 50%;
    color: var(--_status);
    display: grid;
    font-size: 0.8125em;
    font-weight: 600;
    inline-size: 1.6em;
    block-size: 1.6em;
    line-height: 1;
    place-content: center;
  }
  .note .headline {
    color: var(--_status);
    font-weight: 600;
  }
  .note button {
    margin-block-start: calc(2 * var(--_unit));
  }
  .condition {
    color: var(--_status);
    font-weight: 600;
  }
  @media (forced-colors: active) {
    .note {
      border-color: CanvasText;
    }
  }
`;
