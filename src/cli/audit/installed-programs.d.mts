export function findChromium(): string | undefined;
export function findProgram(names: readonly string[], places?: readonly string[]): string | undefined;
export function isExecutable(path: string): boolean;
export function windowsPlaces(...endings: string[]): string[];
