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
  const env = brings
    ? { ...process.env, FONTCONFIG_FILE: join(own, 'fonts.conf'), LD_LIBRARY_PATH: join(own, 'lib') }
    : process.env;
  return chromium.launch({
    executablePath: program,
    headless: true,
    args: flags,
    env: /** @type {Record<string, string>} */ (env),
  });
}

/**
 * Hands a socket's messages over as they are. The workbench takes each as a blob and has it read, which goes by way of two other
 * processes: a sixth of all that a test costs. Text, for it runs in the browser.
 */
const directSockets = `
  const read = FileReader.prototype.readAsArrayBuffer;
  FileReader.prototype.readAsArrayBuffer = function (what) {
    if (what instanceof ArrayBuffer) queueMicrotask(() => this.onload?.({ target: { result: what } }));
    else read.call(this, what);
  };
  globalThis.WebSocket = class extends WebSocket {
    constructor(...args) {
      super(...args);
      this.binaryType = 'arraybuffer';
    }
  };
`;

/** Hides what a page shows: it stays as it is otherwise, and nothing of it is painted. */
const unseen = 'html { opacity: 0; }';

/**
 * A browser's profile, with cookies of its own, whose workbenches stand still: a bar or a wheel that turns is painted sixty times a second, by the
 * processor, while tests wait.
 * @param {import('playwright-core').Browser} browser @param {{ width: number, height: number }} viewport
 * @param {{ isSeen?: boolean }} [options] `isSeen: false`: nobody looks at it; `showPage` shows it
 */
export async function openStillContext(browser, viewport, { isSeen = true } = {}) {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  await context.addInitScript(directSockets);
  const still = `*, *::before, *::after { animation: none !important; transition: none !important; } ${isSeen ? '' : unseen}`;
  await context.addInitScript(`document.addEventListener('DOMContentLoaded', () => {
    document.head.append(Object.assign(document.createElement('style'), { textContent: ${JSON.stringify(still)} }));
  });`);
  return context;
}

/**
 * A page of such a profile.
 * @param {import('playwright-core').Browser} browser @param {{ width: number, height: number }} viewport @param {{ isSeen?: boolean }} [options] as above
 */
export async function openStillPage(browser, viewport, options) {
  const context = await openStillContext(browser, viewport, options);
  return context.newPage();
}

/** Shows a page that was opened unseen. @param {import('playwright-core').Page} page */
export const showPage = (page) => page.addStyleTag({ content: 'html { opacity: 1 !important; }' });

/** Goes to a workbench. @param {import('playwright-core').Page} page @param {string} url */
export async function openWorkbench(page, url) {
  await page.goto(url, { timeout: 60_000 });
  await spareMessages(page);
}

/**
 * Spares the driver the messages of the workbench's socket, each of which it is told whole: a tenth of what a test costs. For that it
 * reaches into the driver, which offers no way to say so; where that has changed, everything is as without it.
 * @param {import('playwright-core').Page} page one whose document is there
 */
async function spareMessages(page) {
  /** @typedef {{ delegate?: { _mainFrameSession?: { _client?: { send(method: string): Promise<unknown> } } } }} Inside */
  const { _connection: connection } =
    /** @type {{ _connection?: { toImpl?: (page: object) => Inside | undefined } }} */ (/** @type {unknown} */ (page));
  await connection?.toImpl?.(page)?.delegate?._mainFrameSession?._client?.send('Network.disable');
}
