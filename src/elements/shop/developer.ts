/** Whether messages for the page's developer are shown in place: on their own machine, or when asked for. */
export function isForDeveloper(shop?: { readonly debug: boolean }): boolean {
  return (
    Boolean(shop?.debug) || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|.*\.localhost)$/.test(location.hostname)
  );
}
