/**
 * For site builders that take `type="module"` away: a plain script that puts the
 * module script next to itself, from the same place and with the same permissions.
 * It imports nothing, so that it stays one small file, and throws nothing.
 */

interface ScriptUrls {
  createScriptURL(url: string): string;
}

const own = document.currentScript;
if (own instanceof HTMLScriptElement && own.src) {
  const script = document.createElement('script');
  script.type = 'module';
  if (own.nonce) script.nonce = own.nonce;
  if (own.crossOrigin !== null) script.crossOrigin = own.crossOrigin;
  try {
    script.src = toTrusted(own.src.replace(/punnet\.classic\.js(?=[?#]|$)/, 'punnet.js'));
    own.after(script);
  } catch {
    // A page that takes no address from here goes on without Punnet.
    script.remove();
  }
}

/** By the policy that the module will use as well: a page may allow its name only once. */
function toTrusted(url: string): string {
  const types = Reflect.get(globalThis, 'trustedTypes') as
    { createPolicy(name: string, rules: ScriptUrls): ScriptUrls } | undefined;
  if (!types) return url;
  const key = Symbol.for('punnet.trusted-urls');
  const known = Reflect.get(globalThis, key) as ScriptUrls | undefined;
  try {
    const policy = known ?? types.createPolicy('punnet', { createScriptURL: (address) => address });
    Reflect.set(globalThis, key, policy);
    return policy.createScriptURL(url);
  } catch {
    // A page that does not list the name may still take plain addresses.
    return url;
  }
}
