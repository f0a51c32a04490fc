// @ts-check
// Opens a workbench whose extension host runs a test module, in VS Code's server and a headless browser.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { launchBrowser, openStillPage } from './browser.mjs';
import { pathInUri, startServer, workbenchUrl } from './server.mjs';
import { ensureBrowser, ensureNode, ensureVsCode } from './setup.mjs';

const limitMs = 180_000;
const settings = { 'window.dialogStyle': 'custom', 'git.enabled': false, 'workbench.reduceMotion': 'on' };

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
  mkdirSync(dir, { recursive: true });
  const server = await startServer({ node, code, dir, env, settings, args: ['--enable-smoke-test-driver', '--reconnection-grace-time', '1'] });
  const kill = () => {
    try {
      process.kill(process.platform === 'win32' ? Number(server.child.pid) : -Number(server.child.pid), 'SIGKILL');
    } catch {
      // Gone already.
    }
  };
  process.once('exit', kill);
  const browser = await launchBrowser(program);
  const page = await openStillPage(browser, { width: 1280, height: 800 });
  try {
    const uri = (/** @type {string} */ path) => `vscode-remote://127.0.0.1:${server.port}${pathInUri(path)}`;
    const ended = endOf(page);
    await page.goto(workbenchUrl(server.origin, workspace, [['extensionDevelopmentPath', uri(extension)], ['extensionTestsPath', uri(tests)]]), { timeout: 60_000 });
    return await ended;
  } catch (error) {
    mkdirSync(dirname(picture), { recursive: true });
    await page.screenshot({ path: picture }).catch(() => undefined);
    say(`${error instanceof Error ? error.message : String(error)}\nA picture of the window: ${picture}\nThe server's log: ${join(dir, 'server.log')}`);
    return 1;
  } finally {
    await browser.close();
    kill();
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
