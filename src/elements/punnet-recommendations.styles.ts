/** The list of suggestions; what is in its items is set as in a product. */
import { css } from 'lit';

export const styles = css`
  :host(:state(absent)) {
    display: none;
  }
  .top {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_unit)) calc(4 * var(--_unit));
    justify-content: space-between;
    margin-block-end: calc(4 * var(--_unit));
  }
  .list {
    display: grid;
    gap: calc(8 * var(--_unit)) calc(6 * var(--_unit));
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 14em), 1fr));
  }
  li {
    container-type: inline-size;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  article {
    grid-template-rows: auto 1fr;
  }
  article:not(:has(> .image)) {
    grid-template-rows: 1fr;
  }
  form.text {
    align-content: stretch;
    display: flex;
    flex-direction: column;
  }
  .buy {
    margin-block-start: auto;
  }
  .reason {
    margin-block: var(--_unit);
  }
  /* A size stays in one piece where it can. */
  .reason bdi {
    display: inline-block;
  }
  [part='deposit'] {
    margin-block-end: calc(2 * var(--_unit));
  }
  /* As much as was reserved before the element was there. */
  .waiting {
    min-block-size: max(60rem, 100vh);
  }
  .sizes legend {
    clip-path: inset(50%);
    position: absolute;
  }
  .title:focus-visible,
  .heading:focus-visible {
    border-radius: var(--_corner);
  }
  .foot {
    margin-block-start: calc(4 * var(--_unit));
    min-block-size: var(--_target);
  }
  .foot p {
    padding-block-end: calc(2 * var(--_unit));
  }
  /* As large as what comes, and nothing of it is read or found. */
  .bones > li {
    position: relative;
  }
  .bones > li > * {
    visibility: hidden;
  }
  .bones > li::after {
    background: currentColor;
    border-radius: calc(2 * var(--_corner));
    content: '';
    inset: 0;
    opacity: 0.1;
    position: absolute;
  }
  .unseen-button {
    visibility: hidden;
  }
  .late {
    animation: late 1s step-end;
  }
  @keyframes late {
    from {
      visibility: hidden;
    }
  }
`;
