/** Script addresses under `require-trusted-types-for 'script'`, by the policy named `punnet`. */

interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

let policy: { createScriptURL(url: string): string } | undefined;

export function toScriptUrl(url: string): string {
  const factory = Reflect.get(globalThis, 'trustedTypes') as TrustedTypesFactory | undefined;
  if (!factory) return url;
  policy ??= factory.createPolicy('punnet', { createScriptURL: (own) => own });
  return policy.createScriptURL(url);
}
