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
  /* As wide as leaves one of them cut off at the edge: that there are more is seen where no scroll bar is. */
  .cards .list {
    grid-auto-columns: 85cqi;
    grid-auto-flow: column;
    grid-template-columns: none;
    min-block-size: 100%;
  }
  @container (min-width: 36em) {
    .cards .list {
      grid-auto-columns: 42cqi;
    }
  }
  @container (min-width: 54em) {
    .cards .list {
      grid-auto-columns: 29cqi;
    }
  }
  @container (min-width: 80em) {
    .cards .list {
      grid-auto-columns: 22cqi;
    }
  }
  .cards .scroll {
    scroll-snap-type: inline proximity;
  }
  .cards li {
    scroll-snap-align: start;
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
    padding: calc(3 * var(--_unit));
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
  /* Each on its own line, and what vouches for it last: nothing moves where that is known later, and takes more words. */
  .cards .proofs {
    align-items: start;
    flex-direction: column;
    flex-wrap: nowrap;
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
    .tall {
      block-size: auto;
    }
    .scroll {
      overflow: visible;
    }
  }
`;
