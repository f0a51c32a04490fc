// @ts-check
// VS Code's server as tests have it: a window of it runs a module of theirs in its extension host.
import { mkdirSync } from 'node:fs';
import { pathInUri, startServer, workbenchUrl } from './server.mjs';

/** What no test looks at is not drawn: it costs more than many tests. */
const drawingLess = {
  'editor.minimap.enabled': false,
  'breadcrumbs.enabled': false,
  'editor.stickyScroll.enabled': false,
};
const settings = {
  'window.dialogStyle': 'custom',
  'git.enabled': false,
  'files.autoSave': 'off',
  'workbench.reduceMotion': 'on',
  ...drawingLess,
};

/**
 * Starts the server.
 * @param {import('./server.mjs').Host & { env: Record<string, string> }} options `env`: what extension hosts find in their environment
 */
export async function startTestServer({ node, code, dir, env }) {
  mkdirSync(dir, { recursive: true });
  const { port, door, child } = await startServer({
    node,
    code,
    dir,
    env,
    settings,
    args: ['--enable-smoke-test-driver', '--reconnection-grace-time', '1'],
  });
  const uri = (/** @type {string} */ path) => `vscode-remote://127.0.0.1:${port}${pathInUri(path)}`;
  const kill = () => {
    try {
      process.kill(process.platform === 'win32' ? Number(child.pid) : -Number(child.pid), 'SIGKILL');
    } catch {
      // Gone already.
    }
  };
  process.once('exit', kill);
  // The server is the first of a group, so that no signal to ours reaches it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
  return {
    pid: Number(child.pid),
    /** The address of a window. @param {{ extension: string, tests: string, workspace: string }} what the extension's folder, the module whose `run` its extension host calls, the folder that is open */
    url: ({ extension, tests, workspace }) =>
      workbenchUrl(door, workspace, [
        ['extensionDevelopmentPath', uri(extension)],
        ['extensionTestsPath', uri(tests)],
      ]),
    kill,
  };
}
