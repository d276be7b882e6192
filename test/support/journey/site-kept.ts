/** Run in a page: its service worker serves it, and has all that it keeps. The catalog's pictures come last. */
export const SITE_KEPT = `(async () => {
  const { catalog } = document.querySelector('punnet-shop').state;
  if (!navigator.serviceWorker.controller || !catalog) return false;
  const pictures = catalog.products.flatMap(({ image }) => image?.src ?? []);
  const kept = await Promise.all(pictures.map((url) => caches.match(url, { ignoreVary: true })));
  return kept.every(Boolean) && pictures.length > 20;
})()`;
