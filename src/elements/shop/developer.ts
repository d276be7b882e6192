const OWN_MACHINE = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|.*\.localhost)$/;

/** Whether messages for the page's developer are shown in place: on their own machine, or when asked for. */
export function isForDeveloper(
  shop?: { readonly debug: boolean },
  hostname: string = location.hostname,
): boolean {
  return Boolean(shop?.debug) || OWN_MACHINE.test(hostname);
}
