/**
 * What is wrong with how a page lies, as text for the page to run: it measures boxes
 * through every open shadow root, and knows nothing of what is in them. Behind an
 * open dialog nothing is measured.
 */

/** Whatever is shown, in document order, through shadow roots and slots. */
const EVERYTHING = `
  const all = [];
  const walk = (node) => {
    for (const element of node.querySelectorAll('*')) {
      all.push(element);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  const parentOf = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host ?? null;
  const within = (node, holder) => { for (let at = node; at; at = parentOf(at)) if (at === holder) return true; return false; };
  const closest = (node, fits) => { for (let at = node; at; at = parentOf(at)) if (fits(at)) return at; return null; };
  const dialog = all.find((element) => element.localName === 'dialog' && element.open);
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
    && (!dialog || within(element, dialog));
  const unseen = new Map();
  const isUnseen = (element) => {
    if (element && !unseen.has(element))
      unseen.set(element, element.matches('.unseen') || /inset|rect/.test(getComputedStyle(element).clipPath) || isUnseen(parentOf(element)));
    return !!element && unseen.get(element);
  };
  const sticks = (element) => closest(element, (at) => getComputedStyle(at).position === 'sticky');
  const shown = all.filter((element) => isShown(element) && !isUnseen(element));
  const nameOf = (element) => {
    const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\\s+/g, ' ').trim();
    return (element.getAttribute('part') ?? element.className ?? '') + ' <' + element.localName + '> ' + words.slice(0, 40);
  };`;

/** Cards out of sight are laid out too, so that every one is measured. */
export const LAY_OUT_ALL = `(() => {
  const catalog = document.querySelector('punnet-catalog');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('.card { content-visibility: visible !important }');
  catalog?.shadowRoot.adoptedStyleSheets.push(sheet);
})()`;

/** WCAG 1.4.12, as a reader's own style sheet would set it, in every root. */
export const SPACE_TEXT = `(on) => {
  window.spacing ??= Object.assign(new CSSStyleSheet(), {});
  window.spacing.replaceSync(on ? '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; '
    + 'word-spacing: 0.16em !important } p { margin-block-end: 2em !important }' : '');
  const visit = (root) => {
    if (!root.adoptedStyleSheets.includes(window.spacing)) root.adoptedStyleSheets.push(window.spacing);
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) visit(element.shadowRoot);
  };
  visit(document);
}`;

/** Scrolls sideways, sticks out, overlaps, or is cut off. */
export const SURVEY = `(() => {${EVERYTHING}
  const faults = [];
  const scroller = (element) => closest(element, (at) => at !== element && at !== dialog && at !== document.documentElement
    && at !== document.body && /auto|scroll/.test(getComputedStyle(at).overflowX));
  for (const element of [document.documentElement, ...(dialog ? [dialog] : [])])
    if (element.scrollWidth > element.clientWidth) faults.push('scrolls sideways by ' + (element.scrollWidth - element.clientWidth) + ': ' + element.localName);
  const width = document.documentElement.clientWidth;
  for (const element of shown) {
    const { left, right, width: own } = element.getBoundingClientRect();
    if (own > 0 && (left < -1 || right > width + 1) && !scroller(element)) faults.push('sticks out: ' + nameOf(element));
    const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const style = getComputedStyle(element);
    if (!text && element.localName !== 'input' || /inline$|contents/.test(style.display)) continue;
    if (element.scrollWidth > element.clientWidth + 1 && element.type !== 'radio') faults.push('is wider than its box: ' + nameOf(element));
    if (closest(element, (at) => at.ariaHidden === 'true')) continue;
    const clips = /hidden|clip/.test(style.overflowY);
    if (clips && element.scrollHeight > element.clientHeight + 1) faults.push('is cut off below: ' + nameOf(element));
  }
  const pressed = shown.filter((element) => element.matches('button, a[href], input, select, textarea, summary'));
  const boxes = pressed.map((element) => ({ element, label: element.closest('label.option') ?? element }))
    .map(({ element, label }) => ({ element: label, rects: [...label.getClientRects()], holder: sticks(label) }));
  for (const [at, one] of boxes.entries()) for (const other of boxes.slice(at + 1)) {
    const meet = one.rects.some((a) => other.rects.some((b) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1));
    if (!meet || one.holder !== other.holder) continue;
    if (one.element === other.element || within(one.element, other.element) || within(other.element, one.element)) continue;
    faults.push('overlap: ' + nameOf(one.element) + ' | ' + nameOf(other.element));
  }
  return [...new Set(faults)];
})()`;

/** What Punnet's own targets are too small, or too close to their neighbours. */
export const TARGETS = `(() => {${EVERYTHING}
  const faults = [];
  const ofPunnet = (element) => element.getRootNode() !== document;
  const targets = [...new Set(shown.filter((element) => ofPunnet(element)
    && element.matches('button, a[href], input, select, textarea, summary'))
    .map((element) => element.closest('.option, label') ?? element))];
  const joined = (element) => element.closest('.stepper') ?? element;
  const places = targets.map((element) => ({ element, rect: element.getBoundingClientRect(), holder: sticks(element) })).filter(({ rect }) => rect.width > 0);
  for (const { element, rect } of places)
    if (rect.width < 43.5 || rect.height < 43.5) faults.push('small, ' + Math.round(rect.width) + ' by ' + Math.round(rect.height) + ': ' + nameOf(element));
  for (const [at, one] of places.entries()) for (const other of places.slice(at + 1)) {
    if (one.holder !== other.holder || joined(one.element) === joined(other.element)) continue;
    const across = Math.max(one.rect.left, other.rect.left) - Math.min(one.rect.right, other.rect.right);
    const down = Math.max(one.rect.top, other.rect.top) - Math.min(one.rect.bottom, other.rect.bottom);
    if (Math.max(across, down) < 7.5) faults.push('close, ' + Math.round(Math.max(across, down)) + ': ' + nameOf(one.element) + ' | ' + nameOf(other.element));
  }
  return [...new Set(faults)];
})()`;

/** How far down a product its size, price, unit price and button end, at the worst. */
export const DEPTHS = `(() => {${EVERYTHING}
  return shown.filter(({ localName }) => localName === 'punnet-product').map((product) => {
    const top = product.getBoundingClientRect().top;
    const parts = [...product.shadowRoot.querySelectorAll('[part~=options], [part~=price], [part~=unit-price], [part~=add-button]')];
    return { product: product.product, depth: Math.round(Math.max(...parts.map((part) => part.getBoundingClientRect().bottom)) - top) };
  });
})()`;

/** Before anything else runs: every shift without a cause in the shopper's hands, and what shifted. */
export const WATCH_SHIFTS = `window.shifts = [];
  for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, () => (window.inputAt = performance.now()), true);
  // Chromium counts it where a line of right-to-left text gets wider at its end, on the left.
  const keepsItsStart = ({ previousRect: a, currentRect: b }) => document.dir === 'rtl'
    && a.right === b.right && a.top === b.top && a.bottom === b.bottom && a.top > 0 && a.bottom < innerHeight;
  // It names five things that moved at most.
  const allKeep = (sources) => sources.length > 0 && sources.length < 5 && sources.every(keepsItsStart);
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries())
      if (!hadRecentInput && !allKeep(sources)) window.shifts.push(value.toFixed(4) + ' ' + sources.map(({ node, previousRect: a, currentRect: b }) =>
        (node?.getAttribute?.('part') ?? '') + ' <' + node?.nodeName + '> ' + [a.x, a.y, a.width, a.height] + ' to ' + [b.x, b.y, b.width, b.height]).join('; '));
  }).observe({ type: 'layout-shift', buffered: true });`;

/** What shifts within half a second of a tap is not counted by the browser: it may be what the tap was for. */
export const SHIFTS_COUNT = `performance.now() > (window.inputAt ?? 0) + 500`;

/** Every transition from now on that takes time. */
export const WATCH_MOTION = `(() => {
  window.moved = [];
  const visit = (root) => {
    root.addEventListener('transitionrun', ({ target, propertyName }) => window.moved.push(target.localName + ' ' + propertyName), true);
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) visit(element.shadowRoot);
  };
  visit(document);
})()`;

/** What of Punnet's is too small to read, too pale on what is painted beneath it, or has no size. */
export const LEGIBLE = `(() => {${EVERYTHING}
  const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 })
    .getContext('2d', { willReadFrequently: true });
  const paint = (...colors) => {
    context.clearRect(0, 0, 1, 1);
    for (const color of colors) { context.fillStyle = color; context.fillRect(0, 0, 1, 1); }
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const canvas = matchMedia('(forced-colors: active)').matches || /dark/.test(getComputedStyle(document.documentElement).colorScheme) ? 'Canvas' : '#fff';
  const base = (() => { const probe = document.body.appendChild(document.createElement('i'));
    probe.style.setProperty('background-color', canvas, 'important');
    const color = getComputedStyle(probe).backgroundColor; probe.remove(); return color; })();
  const groundOf = (element) => {
    const grounds = [];
    for (let at = element; at; at = at.localName === 'dialog' ? null : parentOf(at)) grounds.unshift(getComputedStyle(at).backgroundColor);
    return [base, ...grounds];
  };
  const light = ([r, g, b]) => [r, g, b].map((part) => part / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const faults = [];
  for (const element of shown.filter((one) => one.getRootNode() !== document)) {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    if (closest(element, (at) => at.ariaHidden === 'true') || /^(style|script)$/.test(element.localName)) continue;
    const style = getComputedStyle(element);
    if (parseFloat(style.fontSize) < 12.9) faults.push('small, ' + style.fontSize + ': ' + nameOf(element));
    const ground = groundOf(element);
    const [one, other] = [light(paint(...ground)), light(paint(...ground, style.color))];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (contrast < 4.5) faults.push('pale, ' + contrast.toFixed(1) + ': ' + nameOf(element));
    const { width, height } = element.getBoundingClientRect();
    if (width < 4 || height < 8) faults.push('collapsed: ' + nameOf(element));
  }
  return [...new Set(faults)];
})()`;

/** What of Punnet's is set as the site sets its own text, or is spaced otherwise than the reader has it in the page. */
export const INHERITED = `(() => {${EVERYTHING}
  const own = getComputedStyle(document.body);
  const set = { fontVariantCaps: 'normal', hyphens: 'manual', textIndent: '0px', textShadow: 'none', textTransform: 'none', wordBreak: 'normal' };
  const faults = [];
  for (const element of shown.filter((one) => one.getRootNode() !== document)) {
    const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!text && !element.matches('input, select, textarea') || /^(style|script)$/.test(element.localName)) continue;
    const style = getComputedStyle(element);
    const wrong = Object.keys(set).filter((name) => style[name] !== set[name]);
    if (!/^[46]00$/.test(style.fontWeight)) wrong.push('fontWeight');
    if (style.webkitUserSelect === 'none' && !element.closest('button, .button, select')) wrong.push('userSelect');
    for (const name of ['letterSpacing', 'wordSpacing'])
      if (style[name] !== own[name] && !element.closest('.number, .code')) wrong.push(name);
    faults.push(...wrong.map((name) => name + ' is ' + style[name] + ': ' + nameOf(element)));
  }
  return [...new Set(faults)];
})()`;
