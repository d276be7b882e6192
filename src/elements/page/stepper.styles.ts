import { css } from 'lit';

/** For every sheet that shows a stepper. */
export const stepperStyles = css`
  .stepper {
    border: 1px solid var(--_control);
    border-radius: var(--_corner);
    display: inline-flex;
    flex: none;
  }
  .stepper button,
  .stepper input {
    background: none;
    border: 0;
    font-size: max(1em, 16px);
    padding: 0;
  }
  .stepper button {
    inline-size: var(--_target);
  }
  .stepper input {
    inline-size: 2.2em;
    min-inline-size: var(--_target);
    min-block-size: calc(var(--_target) - 2px);
    text-align: center;
  }
`;
