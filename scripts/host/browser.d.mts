import type { Browser } from 'playwright-core';

/** Starts a headless browser that reaches nothing but loopback. */
export function launchBrowser(program: string): Promise<Browser>;
