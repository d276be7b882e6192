/** In a page: until what is drawn now was on screen. */
export const PAINTED =
  'new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(() => seen(true))))';
