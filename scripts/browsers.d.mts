import type { LaunchOptions } from 'puppeteer-core';

export interface WebKitDriver {
  readonly port: number;
  readonly capabilities: Readonly<Record<string, unknown>>;
}

export const chromiumArgs: string[];
export function findChromium(): string | undefined;
export function findFirefox(): string | undefined;
export function findWebKit(): { driver: string; xvfb: string; browser: string } | undefined;
export function launchOptions(browser: 'chromium' | 'firefox'): LaunchOptions | undefined;
export function startWebKitDriver(): Promise<WebKitDriver & { stop(): void }>;
export function withWebKitDriver<T>(use: (driver: WebKitDriver) => Promise<T>): Promise<T>;
