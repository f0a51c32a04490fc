// @ts-check
// Opens a workbench whose extension host runs a test module, in VS Code's server and a headless browser.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { launchBrowser, openStillPage, openWorkbench, showPage } from './browser.mjs';
import { ensureBrowser, ensureNode, ensureVsCode } from './setup.mjs';
import { startTestServer } from './test-server.mjs';

const limitMs = 600_000;

/**
 * @param {{ extension: string, tests: string, workspace: string, dir: string, env?: Record<string, string>, picture: string }} options
 *   `dir`: where the server keeps its things. `picture`: where to keep a screenshot of a run that does not end.
 * @returns {Promise<number>} the code that VS Code would exit with
 */
export async function runInServer({ extension, tests, workspace, dir, env = {}, picture }) {
  const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
  const node = await ensureNode(say);
  const code = await ensureVsCode(say);
  const program = await ensureBrowser(say);
  const server = await startTestServer({ node, code, dir, env });
  const browser = await launchBrowser(program);
  const page = await openStillPage(browser, { width: 1280, height: 800 }, { isSeen: false });
  try {
    const ended = endOf(page);
    await openWorkbench(page, server.url({ extension, tests, workspace }));
    return await ended;
  } catch (error) {
    mkdirSync(dirname(picture), { recursive: true });
    await showPage(page)
      .then(() => page.screenshot({ path: picture }))
      .catch(() => undefined);
    say(
      `${error instanceof Error ? error.message : String(error)}\nA picture of the window: ${picture}\nThe server's log: ${join(dir, 'server.log')}`,
    );
    return 1;
  } finally {
    await browser.close();
    server.kill();
  }
}

/** @param {import('playwright-core').Page} page @returns {Promise<number>} */
function endOf(page) {
  return new Promise((resolve, reject) => {
    void page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => resolve(code));
    void page.exposeFunction('codeAutomationLog', () => undefined);
    page.on('crash', () => reject(new Error('The window crashed.')));
    setTimeout(() => reject(new Error(`The suite did not end in ${limitMs / 1000} s.`)), limitMs).unref();
  });
}
