/** How a cart stands in the page or over it, before there is anything inside. */
import { css } from 'lit';

export const styles = css`
  /* As much as was reserved, loading or empty. */
  .inline > .panel {
    align-content: start;
    min-block-size: 280px;
  }
  .base.drawer {
    background: none;
    border-radius: 0;
    color: inherit;
  }
  .open .count {
    background: var(--_accent);
    border-radius: 1em;
    color: var(--_accent-text);
    min-inline-size: 1.75em;
    padding: 0 0.5em;
  }

  dialog {
    --_ground: var(--_raised);
    background: var(--_raised);
    block-size: 100vh;
    block-size: 100dvh;
    border: 0;
    box-shadow: 0 8px 32px rgb(0 0 0 / 0.18);
    color: var(--_text);
    inline-size: min(var(--punnet-drawer-size, 416px), calc(100vi - 24px));
    inline-size: min(var(--punnet-drawer-size, 416px), calc(100dvi - 24px));
    inset-block: 0;
    inset-inline: auto 0;
    margin: 0;
    /* Not more than is on screen where the page is zoomed by its own style sheet. */
    max-block-size: 100%;
    max-inline-size: calc(100% - 24px);
    overflow: auto;
    overscroll-behavior: contain;
    padding: 0;
    padding-block: env(safe-area-inset-top) env(safe-area-inset-bottom);
    padding-inline-end: env(safe-area-inset-right);
    position: fixed;
    transition:
      opacity var(--_time),
      translate var(--_time);
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  dialog .panel {
    display: flex;
    flex: 1 0 auto;
    flex-direction: column;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.4);
  }
  @starting-style {
    dialog[open] {
      opacity: 0;
      translate: 8px 0;
    }
    dialog[open]:dir(rtl) {
      translate: -8px 0;
    }
  }

  .header {
    align-items: center;
    display: flex;
    gap: calc(2 * var(--_unit));
    justify-content: space-between;
    min-block-size: var(--_target);
  }
  .close {
    border-color: transparent;
    font-size: 1.5em;
    line-height: 1;
    margin-inline: auto calc(-2 * var(--_unit));
    padding: 0;
  }
  .skeleton {
    block-size: 72px;
  }
`;
