import type { Page } from 'puppeteer-core';

export function setOffline(page: Page, offline: boolean): Promise<void>;
