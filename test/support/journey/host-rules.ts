/** What the style sheets of other people's sites do to whatever stands in them, as a table. */
export interface HostRules {
  readonly name: string;
  /** The whole of the site's style sheet; the shop stands in `.around > .inside`, beside a `nav`. */
  readonly css: string;
  /** Looked at in every browser, not in Chromium alone. */
  readonly everywhere?: boolean;
  /** In colours of the shopper's own system. */
  readonly forcedColors?: boolean;
}

/** The one on which an order is placed as well. */
export const UNSET: HostRules = {
  name: '* { all: unset }',
  css: '* { all: unset } html, body, div, header, main { display: block } head, head * { display: none }',
  everywhere: true,
};

export const hostRules: readonly HostRules[] = [
  UNSET,
  {
    name: 'resets',
    css: `* { margin: 0; padding: 0; box-sizing: border-box; font: inherit } button, input { all: unset }
      svg, img { display: block; max-width: 100% } :not(:defined) { display: none } dialog { all: unset; display: none }`,
  },
  {
    name: 'rules for plain elements',
    css: `button { width: 100%; letter-spacing: 0.2em; text-transform: uppercase } img { max-width: 100%; height: auto }
      dialog { display: none } section, article, form { display: grid } label { float: left } input { width: 100% }`,
  },
  {
    name: '* { font-size: 10px !important; line-height: 1 !important }',
    css: '* { font-size: 10px !important; line-height: 1 !important }',
  },
  { name: 'a 62.5 % root', css: 'html { font-size: 62.5% }', everywhere: true },
  { name: 'huge text', css: 'body { font-size: 30px }' },
  { name: 'a filter on body', css: 'body { filter: grayscale(1) }', everywhere: true },
  {
    name: 'a transform and containment on body',
    css: 'body { transform: translateX(0); contain: layout paint }',
  },
  {
    name: 'a fixed body that scrolls itself',
    css: 'html { overflow: hidden } body { position: fixed; inset: 0; margin: 0; overflow-y: auto }',
  },
  { name: 'a zoomed body', css: 'body { zoom: 1.1 }' },
  {
    name: 'a flex row beside a menu',
    css: '.around { display: flex } .inside { flex: 1; min-width: 0 }',
    everywhere: true,
  },
  {
    name: 'a flex row that every element of the shop is in',
    css: '.inside { display: flex; flex-wrap: wrap } punnet-catalog { flex: 1 }',
  },
  {
    name: 'a centred flex column',
    css: '.inside { display: flex; flex-direction: column; align-items: center }',
  },
  { name: 'a grid', css: '.around, .inside { display: grid }' },
  {
    name: 'a 280 px sidebar',
    css: '.around { width: 280px; overflow: hidden }',
    everywhere: true,
  },
  {
    name: 'black ground, white ink, no color-scheme',
    css: 'html, body { background: #000; color: #fff }',
  },
  { name: 'color-scheme: dark', css: ':root { color-scheme: dark }' },
  { name: 'forced colours', css: '', forcedColors: true },
  {
    name: 'forced colours on a black ground',
    css: 'html, body { background: #000; color: #fff }',
    forcedColors: true,
  },
  { name: 'from right to left by style alone', css: 'body { direction: rtl }' },
  {
    name: 'capitals, bold, indents, shadows, hyphens, spacing and nothing to select, all inherited',
    css: `body { text-align: center; text-transform: uppercase; letter-spacing: 0.2em; line-height: 1; white-space: nowrap;
      word-break: break-all; word-spacing: 0.5em; text-indent: 3em; font-variant: small-caps; font-weight: 700; hyphens: auto;
      -webkit-user-select: none; user-select: none; text-shadow: 0 0 1px #888 } .own { line-height: normal; white-space: normal }`,
    everywhere: true,
  },
  {
    name: 'a header above everything, and a page that does not scroll',
    css: `header { position: sticky; top: 0; z-index: 2147483647; background: #ddd; height: 60px } html { overflow: hidden }`,
  },
];
