/** How the stall is set: the verdict huge, what can be done at hand beneath it, the rest after that. */
import { css } from 'lit';

export const styles = css`
  .stall {
    gap: calc(4 * var(--_unit));
    justify-items: stretch;
  }
  .verdict {
    /* Huge where there is room, and in large text on a narrow screen no wider than its words. */
    font-size: clamp(1em, 9cqi, 3.5em);
    line-height: 1.4;
  }
  .result {
    justify-items: stretch;
  }
  .take {
    --_sign: '+';
  }
  .beneath {
    font-weight: 600;
  }
  .bar {
    background: var(--_surface);
    border-block-start: 1px solid var(--_line);
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_unit));
    inset-block-end: 0;
    margin: calc(2 * var(--_unit)) calc(-3 * var(--_unit)) calc(-3 * var(--_unit));
    padding: calc(3 * var(--_unit));
    padding-block-end: max(calc(3 * var(--_unit)), env(safe-area-inset-bottom));
    position: sticky;
  }
  .result > .bar {
    max-inline-size: none;
  }
  .bar .primary {
    flex: 1 1 12em;
    font-size: 1.125em;
    min-block-size: calc(1.4 * var(--_target));
  }
  input:not([type]),
  [type='search'],
  select {
    inline-size: min(100%, 16em);
  }
  #amount {
    font-size: 1.5em;
    font-variant-numeric: tabular-nums;
    inline-size: 7em;
    max-inline-size: 100%;
  }
  #enrol {
    letter-spacing: 0.1em;
    text-transform: uppercase;
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
  .conflict {
    inline-size: 100%;
  }
  @media (max-height: 30em) {
    .bar {
      position: static;
    }
  }
  @media print {
    .queue,
    .bar {
      display: none;
    }
  }
`;
