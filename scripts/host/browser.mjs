// @ts-check
// Starts a headless browser that reaches nothing but loopback.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/** @param {string} program @returns {Promise<import('playwright-core').Browser>} */
export function launchBrowser(program) {
  const own = dirname(program);
  // The unpacked browser brings its fonts, and the libraries that a bare system lacks.
  const brings = existsSync(join(own, 'fonts.conf'));
  const env = brings ? { ...process.env, FONTCONFIG_FILE: join(own, 'fonts.conf'), LD_LIBRARY_PATH: join(own, 'lib') } : process.env;
  return chromium.launch({ executablePath: program, headless: true, args: flags, env: /** @type {Record<string, string>} */ (env) });
}

/** Hides what a page shows: it stays as it is otherwise, and nothing of it is painted. */
const unseen = 'html { opacity: 0; }';

/**
 * A page whose workbench stands still: a bar or a wheel that turns is painted sixty times a second, by the processor, while tests wait.
 * @param {import('playwright-core').Browser} browser @param {{ width: number, height: number }} viewport
 * @param {{ isSeen?: boolean }} [options] `isSeen: false`: nobody looks at it; `showPage` shows it
 */
export async function openStillPage(browser, viewport, { isSeen = true } = {}) {
  const page = await browser.newPage({ viewport, reducedMotion: 'reduce' });
  // Text, not a function: it runs in the browser, whose globals these files do not know.
  const still = `*, *::before, *::after { animation: none !important; transition: none !important; } ${isSeen ? '' : unseen}`;
  await page.addInitScript(`document.addEventListener('DOMContentLoaded', () => {
    document.head.append(Object.assign(document.createElement('style'), { textContent: ${JSON.stringify(still)} }));
  });`);
  return page;
}

/** Shows a page that was opened unseen. @param {import('playwright-core').Page} page */
export const showPage = (page) => page.addStyleTag({ content: 'html { opacity: 1 !important; }' });
