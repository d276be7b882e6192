/**
 * How whatever reads codes is set, for scanning and for the stall alike: the view first, the ways without a camera beneath
 * it, and what came of it in their place, tinted by how it stands.
 */
import { css } from 'lit';

export const scanningStyles = css`
  .camera,
  .code,
  .result,
  .fault,
  .stall,
  .gate,
  .queue,
  .conflict,
  .field {
    display: grid;
    gap: calc(2 * var(--_unit));
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
  }
  .view {
    aspect-ratio: 1;
    background: #000;
    border-radius: var(--_corner);
    display: grid;
    inline-size: min(100%, 24em, 60vb);
    overflow: hidden;
  }
  .view > * {
    block-size: 100%;
    grid-area: 1 / 1;
    inline-size: 100%;
    min-block-size: 0;
    object-fit: cover;
  }
  .viewfinder {
    border: 3px solid #fff;
    border-radius: var(--_corner);
    box-shadow: 0 0 0 50em rgb(0 0 0 / 0.4);
    margin: 12%;
    block-size: 76%;
    inline-size: 76%;
  }
  .told {
    min-block-size: 3em;
  }
  .buttons {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_unit));
  }
  .label,
  .strong {
    font-weight: 600;
  }
  .conflict .strong {
    color: var(--_status);
  }
  .code,
  .queue,
  .day {
    border-block-start: 1px solid var(--_line);
    padding-block-start: calc(4 * var(--_unit));
  }
  .code input {
    inline-size: 10em;
    letter-spacing: 0.1em;
    max-inline-size: 100%;
    text-transform: uppercase;
  }
  .code input::placeholder {
    text-transform: none;
  }
  [aria-invalid] {
    border-color: var(--_bad);
  }
  [aria-pressed='true'] {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .result,
  .conflict {
    background: color-mix(in srgb, var(--_status) 12%, var(--_raised));
    border: 1px solid transparent;
    border-inline-start: 4px solid var(--_status);
    border-radius: var(--_corner);
    padding: calc(3 * var(--_unit));
  }
  .result > * {
    max-inline-size: 100%;
  }
  .verdict {
    color: var(--_status);
    display: flex;
    gap: 0.5em;
  }
  .verdict::before {
    content: var(--_sign);
  }
  @supports (content: 'a' / 'b') {
    .verdict::before {
      content: var(--_sign) / '';
    }
  }
  .picture {
    position: relative;
  }
  .picture label {
    border: 1px solid var(--_control);
    border-radius: var(--_corner);
    min-block-size: var(--_target);
  }
  @media (forced-colors: active) {
    .result,
    .conflict,
    .view {
      border: 1px solid CanvasText;
    }
    [aria-pressed='true'] {
      border-color: Highlight;
    }
  }
  @media print {
    .camera,
    .code,
    .picture {
      display: none;
    }
  }
`;
