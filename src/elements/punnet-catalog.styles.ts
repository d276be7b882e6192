import { css } from 'lit';

export const styles = css`
  .base {
    container-type: inline-size;
    padding-block-end: calc(2 * var(--_unit));
  }
  .tools {
    align-items: end;
    display: flex;
    flex-wrap: wrap;
    gap: calc(3 * var(--_unit)) calc(4 * var(--_unit));
    margin-block-end: calc(4 * var(--_unit));
  }
  .search {
    display: grid;
    flex: 1 1 14em;
    gap: var(--_unit);
    max-inline-size: 24em;
  }
  .search input {
    inline-size: 100%;
  }
  .kinds {
    display: flex;
    flex-wrap: wrap;
    min-inline-size: 0;
    gap: calc(2 * var(--_unit));
  }
  @container (max-width: 28em) {
    .kinds {
      flex-wrap: nowrap;
      margin-block: -6px;
      margin-inline-start: -6px;
      overflow-x: auto;
      overscroll-behavior-x: contain;
      padding: 6px;
      scroll-padding-inline: 6px;
      scrollbar-width: none;
    }
    .kind {
      flex: none;
    }
  }
  .kind[aria-pressed='true'] {
    background: var(--_accent);
    border-color: var(--_accent);
    color: var(--_accent-text);
  }
  .kind {
    border-radius: 2em;
    font-weight: 400;
  }
  .count {
    align-content: center;
    min-block-size: var(--_target);
  }
  .grid {
    display: grid;
    gap: calc(8 * var(--_unit)) calc(6 * var(--_unit));
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 14em), 1fr));
  }
  .list {
    grid-template-columns: minmax(0, 1fr);
  }
  /* Not in a short one: what is beneath it would move while it is being scrolled to. */
  .long .card {
    contain-intrinsic-size: auto 28rem;
    content-visibility: auto;
  }
  .card {
    min-inline-size: 0;
    /* What is focused inside keeps its ring, and the page its width. */
    overflow-clip-margin: 6px;
  }
  @supports not (overflow-clip-margin: 6px) {
    .card {
      margin: -6px;
      padding: 6px;
    }
    .grid {
      padding-inline: 6px;
    }
  }
  punnet-product {
    min-inline-size: 0;
  }
  /* As much as was reserved before the element was there. */
  .waiting {
    min-block-size: max(60rem, 100vh);
  }
  .bones {
    display: grid;
    gap: calc(3 * var(--_unit));
  }
  .bone {
    block-size: var(--_target);
  }
  .bone.picture {
    aspect-ratio: var(--punnet-image-ratio, 4 / 3);
    block-size: auto;
  }
  .late {
    animation: late 1s step-end;
  }
  @keyframes late {
    from {
      visibility: hidden;
    }
  }
  @media (forced-colors: active) {
    .kind[aria-pressed='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;
