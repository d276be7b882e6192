import { css } from 'lit';

export const styles = css`
  .base {
    container-type: inline-size;
  }
  article {
    display: grid;
    gap: calc(3 * var(--_unit));
    grid-template-columns: minmax(0, 1fr);
  }
  .image {
    aspect-ratio: var(--punnet-image-ratio, 4 / 3);
    block-size: auto;
    border-radius: calc(2 * var(--_corner));
    display: block;
    inline-size: 100%;
    object-fit: cover;
  }
  .letter {
    align-items: center;
    background: color-mix(in srgb, currentColor 8%, transparent);
    display: flex;
    font-size: 2em;
    justify-content: center;
  }
  .text {
    align-content: start;
    display: grid;
    gap: calc(3 * var(--_unit));
    grid-template-columns: minmax(0, 1fr);
    min-inline-size: 0;
  }
  .prices {
    align-items: baseline;
    column-gap: calc(2 * var(--_unit));
    display: flex;
    flex-wrap: wrap;
  }
  legend {
    margin-block-end: var(--_unit);
  }
  .row,
  .act {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_unit));
  }
  .option {
    align-items: center;
    border: 1px solid var(--_control);
    border-radius: var(--_corner);
    cursor: pointer;
    display: inline-flex;
    gap: calc(2 * var(--_unit));
    justify-content: center;
    min-block-size: var(--_target);
    min-inline-size: var(--_target);
    padding: var(--_unit) calc(3 * var(--_unit));
    position: relative;
  }
  @media (hover: hover) {
    .option:hover {
      background: color-mix(in srgb, currentColor 12%, transparent);
    }
  }
  .option:has(:checked) {
    background: var(--_accent);
    border-color: var(--_accent);
    color: var(--_accent-text);
  }
  .option[data-off] bdi {
    text-decoration: line-through;
  }
  .option input {
    appearance: none;
    block-size: 100%;
    border: 0;
    cursor: pointer;
    inline-size: 100%;
    inset: 0;
    margin: 0;
    min-block-size: 0;
    outline: none;
    padding: 0;
    position: absolute;
    box-shadow: none;
  }
  /* It has its own ground, as what stands on the page must. */
  .ask {
    background: var(--_raised);
    background: color-mix(in srgb, var(--_attention) 12%, var(--_raised));
    border-radius: var(--_corner);
    color: var(--_attention);
    font-weight: 600;
    justify-self: start;
    padding-inline: var(--_unit);
  }
  .act .add {
    flex: 1 1 8em;
    padding-inline: calc(2 * var(--_unit));
  }
  .deposit {
    margin-block-start: var(--_unit);
  }
  .note {
    align-items: center;
    column-gap: calc(2 * var(--_unit));
    display: flex;
    flex-wrap: wrap;
    margin-block-start: calc(3 * var(--_unit));
    /* Two lines, the second with the link, for a narrow card. */
    min-block-size: calc(2.25em + var(--_target) / 2);
  }
  .note .link {
    border: 0;
    margin-block-start: calc((1.5em - var(--_target)) / 2);
    padding-inline: 0;
  }
  summary {
    align-content: center;
    cursor: pointer;
    min-block-size: var(--_target);
  }
  .facts {
    display: grid;
    gap: calc(2 * var(--_unit));
    padding-block-end: calc(2 * var(--_unit));
  }
  /* Sizes with their name, quantity and note, details, and the gaps between. */
  .rest {
    block-size: calc(3.5 * var(--_target) + 42px + 3.28125em);
  }
  .waiting {
    display: grid;
  }
  .waiting > * {
    grid-area: 1 / 1;
    min-inline-size: 0;
  }
  .waiting > :not(:last-child),
  .none {
    visibility: hidden;
  }
  @container (min-width: 28em) {
    article:has(> .image) {
      align-items: start;
      gap: calc(6 * var(--_unit));
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    }
  }
  /* On a phone the picture makes room: size, price and Add are on the first screen. */
  @media (max-width: 30em) {
    article:has(> .image) {
      grid-template-columns: 88px minmax(0, 1fr);
    }
    article,
    .text {
      gap: calc(2 * var(--_unit));
    }
    article:has(> .image) {
      column-gap: calc(3 * var(--_unit));
    }
    .rest {
      block-size: calc(3.5 * var(--_target) + 30px + 1.96875em);
    }
    legend {
      margin-block-end: 0;
    }
    .sizes legend {
      clip-path: inset(50%);
      position: absolute;
    }
    article:has(> .image) > .text,
    article:has(> .image) > .text > .head {
      display: contents;
    }
    article:has(> .image) > .text > :not(.head) {
      grid-column: 1 / -1;
    }
    article:has(> .image) > .text > .head > .lead {
      align-self: center;
    }
  }
  @media (forced-colors: active) {
    .option:has(:checked) {
      background: Highlight;
      border-color: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;
