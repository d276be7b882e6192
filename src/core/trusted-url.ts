/**
 * Script addresses under `require-trusted-types-for 'script'`, by the policy named
 * `punnet`. A page may allow that name only once, so that a second copy of Punnet,
 * and the loader for plain scripts, find the first one's policy.
 */

interface ScriptUrls {
  createScriptURL(url: string): string;
}
interface TrustedTypesFactory {
  createPolicy(name: string, rules: ScriptUrls): ScriptUrls;
}

const POLICY = Symbol.for('punnet.trusted-urls');

export function toScriptUrl(url: string): string {
  const factory = Reflect.get(globalThis, 'trustedTypes') as TrustedTypesFactory | undefined;
  if (!factory) return url;
  const known = Reflect.get(globalThis, POLICY) as ScriptUrls | undefined;
  const policy = known ?? factory.createPolicy('punnet', { createScriptURL: (own) => own });
  Reflect.set(globalThis, POLICY, policy);
  return policy.createScriptURL(url);
}
