/** @throws where the script is not as it is known */
export function patchTfliteGlue(code: string): string;
