/** What the style sheets of other people's sites do to whatever stands in them, as a table. */
export interface HostRules {
  readonly name: string;
  readonly css: string;
  /** Wraps the shop; it holds `{shop}`. */
  readonly around?: string;
}

export const hostRules: readonly HostRules[] = [
  {
    name: '* { all: unset }',
    css: '* { all: unset } html, body, div, main { display: block } head, head * { display: none }',
  },
  {
    name: 'resets',
    css: `* { margin: 0; padding: 0; box-sizing: border-box; font: inherit } button, input { all: unset }
      svg, img { display: block; max-width: 100% } :not(:defined) { display: none } dialog { all: unset; display: none }`,
  },
  { name: '* { font-size: 10px !important }', css: '* { font-size: 10px !important }' },
  { name: 'a 62.5 % root', css: 'html { font-size: 62.5% } body { font-size: 1.6rem }' },
  { name: 'a filter on body', css: 'body { filter: grayscale(1) }' },
  {
    name: 'a transform and containment on body',
    css: 'body { transform: translateX(0); contain: layout paint }',
  },
  { name: 'a zoomed body', css: 'body { zoom: 1.1 }' },
  {
    name: 'a flex row',
    css: '.row { display: flex; flex-wrap: nowrap } .row > * { min-width: 0 }',
    around: '<div class="row"><nav>Menu</nav><div>{shop}</div></div>',
  },
  { name: 'a grid', css: '.grid { display: grid }', around: '<div class="grid">{shop}</div>' },
  {
    name: 'a 280 px sidebar',
    css: 'aside { width: 280px; overflow: hidden }',
    around: '<aside>{shop}</aside>',
  },
  { name: 'black ground, white ink, no color-scheme', css: 'html, body { background: #000; color: #fff }' },
  { name: 'color-scheme: dark', css: ':root { color-scheme: dark }' },
  {
    name: 'everything that is inherited',
    css: `body { text-align: center; text-transform: uppercase; letter-spacing: 0.1em; line-height: 1; white-space: nowrap;
      word-break: break-all; word-spacing: 0.5em; text-indent: 3em; font-variant: small-caps; hyphens: auto; list-style: square;
      user-select: none; cursor: crosshair; border-collapse: collapse; text-shadow: 0 0 1px #888 }`,
  },
  {
    name: 'a header above everything, and a page that does not scroll',
    css: `header { position: sticky; top: 0; z-index: 2147483647; background: #ddd; height: 60px } html { overflow: hidden }`,
  },
  { name: 'huge text', css: 'body { font-size: 30px }' },
];
