/** What customers say, in a place whose height does not hang on what they say. */
import { css } from 'lit';

export const styles = css`
  :host(:state(absent)) {
    display: none;
  }
  .base {
    container-type: inline-size;
    display: grid;
    gap: calc(3 * var(--_unit));
    grid-template-columns: minmax(0, 1fr);
  }
  /* As punnet.css reserves it. */
  .tall {
    block-size: 16em;
    grid-template-rows: auto minmax(0, 1fr);
  }
  .tall.bare {
    grid-template-rows: minmax(0, 1fr);
  }
  .low {
    align-content: center;
    min-block-size: max(var(--_target), 2.275em + 6px);
  }
  .scroll {
    overflow: auto;
    overscroll-behavior: auto;
  }
  .scroll:focus-visible {
    outline: 2px solid var(--punnet-focus-color, currentColor);
    outline-offset: -2px;
  }
  .list {
    display: grid;
    gap: calc(4 * var(--_unit));
    grid-template-columns: minmax(0, 1fr);
  }
  .cards .list {
    grid-auto-columns: min(18em, 85cqi);
    grid-auto-flow: column;
    grid-template-columns: none;
    min-block-size: 100%;
  }
  .testimonial {
    display: flex;
    flex-direction: column;
    gap: calc(2 * var(--_unit));
    max-inline-size: 65ch;
  }
  .cards .testimonial {
    block-size: 100%;
    border: 1px solid var(--_line);
    border-radius: calc(2 * var(--_corner));
    justify-content: space-between;
    padding: calc(4 * var(--_unit));
  }
  blockquote {
    border: 0;
    margin: 0;
    padding: 0;
    white-space: pre-line;
  }
  /* One alone is read before what it stands in is gone on with. */
  .quote blockquote {
    font-size: 1.25em;
    line-height: 1.4;
  }
  .quote .heading {
    font-size: 1.125em;
  }
  .author {
    font-weight: 600;
  }
  .author .muted {
    font-weight: 400;
  }
  .proofs {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: calc(1 * var(--_unit)) calc(3 * var(--_unit));
    margin-block-start: var(--_unit);
  }
  .unproven {
    --_sign: '?';
    --_status: var(--_text);
  }
  .skeleton {
    min-block-size: 2em;
  }
  .late {
    animation: late 1s step-end;
  }
  @keyframes late {
    from {
      visibility: hidden;
    }
  }
  @media print {
    .base {
      block-size: auto !important;
    }
    .scroll {
      overflow: visible;
    }
  }
`;
