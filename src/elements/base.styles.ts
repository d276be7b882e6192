/**
 * The look that every element shares, and the two grounds that they stand on. Tokens are read and never assigned; what
 * is worked out from them hangs on the inner `.base`.
 */
import { css, type CSSResultGroup } from 'lit';

import { colorStyles } from './page/color.styles.js';
import { conditionStyles } from './page/condition.styles.js';
import { controlStyles } from './page/control.styles.js';
import { textStyles } from './page/text.styles.js';

export const baseStyles: CSSResultGroup = [colorStyles, textStyles, controlStyles, conditionStyles];

/** For elements on the host's own ground: product, catalog, add, price, cart-count, status. */
export const pageStyles = css`
  .base {
    --_control: var(--punnet-control-color, color-mix(in srgb, currentColor 70%, transparent));
    --_ground: Canvas;
    --_line: var(--punnet-line-color, color-mix(in srgb, currentColor 20%, transparent));
    --_muted: var(--punnet-muted-color, color-mix(in srgb, currentColor 85%, transparent));
    color: var(--punnet-text-color, inherit);
  }
`;

/** For elements that paint their own ground, with what is on it one under the other: cart, checkout, receipt, orders, every dialog. */
export const panelStyles = css`
  .base {
    --_ground: var(--_surface);
    background: var(--_surface);
    border-radius: calc(2 * var(--_corner));
    color: var(--_text);
  }
  .panel {
    container-type: inline-size;
    display: grid;
    gap: calc(4 * var(--_unit));
    grid-template-columns: minmax(0, 1fr);
    padding: calc(4 * var(--_unit));
  }
  input,
  select,
  textarea {
    background: var(--_raised);
  }
`;
