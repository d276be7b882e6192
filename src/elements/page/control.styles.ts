/** How what is pressed or filled in is set: buttons, fields, links, and the ring around what has the focus. */
import { css } from 'lit';

export const controlStyles = css`
  button,
  input,
  select,
  textarea {
    background: none;
    border: 1px solid var(--_control);
    border-radius: var(--_corner);
    color: inherit;
    font: inherit;
    font-size: max(1em, 16px);
    letter-spacing: inherit;
    margin: 0;
    min-block-size: var(--_target);
    padding: var(--_unit) calc(3 * var(--_unit));
    word-spacing: inherit;
  }
  button,
  .button {
    align-items: center;
    cursor: pointer;
    display: inline-flex;
    font-size: 1em;
    font-weight: 600;
    gap: calc(2 * var(--_unit));
    justify-content: center;
    min-inline-size: var(--_target);
    padding-inline: calc(4 * var(--_unit));
    text-align: center;
    transition: background-color var(--_time);
    -webkit-user-select: none;
  }
  /* A finger leaves no hover behind. */
  @media (hover: hover) {
    button:hover {
      background: color-mix(in srgb, currentColor 12%, transparent);
    }
  }
  .primary {
    background: var(--_accent);
    border-color: var(--_accent);
    color: var(--_accent-text);
  }
  @media (hover: hover) {
    .primary:hover {
      background: color-mix(in srgb, var(--_accent), var(--_accent-text) 12%);
    }
  }
  .link {
    border-color: transparent;
    font-weight: 400;
    padding-inline: var(--_unit);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  [aria-disabled='true'] {
    background: none;
    border: 1px dashed var(--_control);
    color: var(--_muted);
    cursor: default;
  }
  [aria-disabled='true']:hover {
    background: none;
  }
  :focus {
    outline: none;
  }
  :focus-visible,
  .focus:has(:focus-visible) {
    box-shadow: 0 0 0 2px var(--_ground);
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  @media (forced-colors: active) {
    .primary {
      border-color: ButtonText;
    }
    :focus-visible,
    .focus:has(:focus-visible) {
      outline-color: Highlight;
    }
    [aria-disabled='true'] {
      color: GrayText;
    }
  }
`;
