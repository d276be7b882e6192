/** What a site's style sheet does to the shop in its page, and the shop to the page, as text for the page to run. */

/** Whatever moves has come to its end. */
export const SETTLE = `(async () => {
  // What was just asked for begins to move with the next frame.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const moving = [];
  const visit = (root) => {
    moving.push(...root.getAnimations());
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) visit(element.shadowRoot);
  };
  visit(document);
  await Promise.all(moving.map(({ finished }) => finished.catch(() => undefined)));
})()`;

/** What of the page a dialog could change that takes more than its place. */
export const HOST_LOOK = `['html', 'body'].map((name) => document.querySelector(name)).map((element) =>
  [element.getAttribute('style'), element.className, getComputedStyle(element).overflow, scrollX, scrollY].join()).join()`;

/** What is set otherwise in the site's own text where that stands inside the shop. */
export const HOST_TEXT = `(() => {
  const names = ['color', 'fontFamily', 'fontSize', 'fontWeight', 'fontVariant', 'letterSpacing', 'lineHeight', 'overflowWrap',
    'textAlign', 'textIndent', 'textShadow', 'textTransform', 'whiteSpace', 'wordBreak', 'wordSpacing'];
  const stylesOf = (selector) => [...document.querySelectorAll(selector)].map((element) => getComputedStyle(element));
  return ['p.own', 'a.own'].flatMap((selector) => {
    const [own, ...inside] = stylesOf(selector);
    return inside.flatMap((style) => names.filter((name) => style[name] !== own[name]))
      .map((name) => 'the site’s own ' + selector + ': ' + name);
  });
})()`;

/** Where the open drawer is not on top, or not as high as the screen. */
export const DRAWER = `(() => {
  const dialog = document.querySelector('punnet-cart').shadowRoot.querySelector('dialog');
  const { top, height, left, right } = dialog.getBoundingClientRect();
  const faults = [];
  if (Math.abs(top) >= 1 || Math.abs(innerHeight - height) >= 1) faults.push('the drawer is from ' + top + ', ' + height + ' of ' + innerHeight + ' high');
  if (right - left < 250) faults.push('the drawer is narrow, ' + (right - left));
  if (document.elementFromPoint((left + right) / 2, 20)?.localName !== 'punnet-cart') faults.push('the drawer is beneath something');
  return faults;
})()`;

/** What is cut off by the column that it stands in. */
export const SQUEEZED = `[...document.querySelectorAll('.around, .inside, punnet-shop > *')]
  .filter((element) => !/inline|contents/.test(getComputedStyle(element).display) && element.scrollWidth > element.clientWidth + 1)
  .map((element) => 'wider than its column, ' + element.scrollWidth + ' of ' + element.clientWidth + ': ' + (element.className || element.localName))`;
