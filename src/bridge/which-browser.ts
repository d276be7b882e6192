/** Which engine shows the page, whatever the browser around it is called: for what no page can ask. */

export function isChromium(): boolean {
  return navigator.vendor === 'Google Inc.';
}

export function isWebKit(): boolean {
  return navigator.vendor.startsWith('Apple');
}
