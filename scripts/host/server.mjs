// @ts-check
// Starts VS Code's server on loopback and installs extensions into it.
import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {object} Host
 * @property {string} node the Node program that runs the server
 * @property {string} code the folder that holds `out/server-main.js`
 * @property {string} dir where settings, extensions and logs lie
 */

/** Settings that only keep the editor from what needs a network, and from greeting; a person's editor is otherwise as always. */
const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  'npm.autoDetect': 'off',
  'git.openRepositoryInParentFolders': 'never',
  'remote.autoForwardPorts': false,
};

/**
 * A free loopback port: the first from `preferred` on, or else from a random one on that no system gives away by itself, so
 * that nobody gets it before it is used.
 * @param {number} [preferred] @returns {Promise<number>}
 */
export async function freePort(preferred = 12_000 + Math.floor(Math.random() * 7_000)) {
  for (let port = preferred; port <= preferred + 100; port += 1) {
    const isFree = await new Promise((resolve) => {
      const server = createServer()
        .once('error', () => resolve(false))
        .listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
  throw new Error('No free port was found on 127.0.0.1.');
}

/** Installs a packaged extension for a server that will use the same folder. @param {Host} host @param {string} vsix */
export function installExtension({ node, code, dir }, vsix) {
  mkdirSync(join(dir, 'extensions'), { recursive: true });
  const args = [
    'out/server-main.js',
    '--accept-server-license-terms',
    ...folderArgs(dir),
    '--install-extension',
    vsix,
    '--force',
  ];
  execFileSync(node, args, { cwd: code, stdio: ['ignore', 'ignore', 'pipe'] });
}

/** @param {string} dir */
const folderArgs = (dir) => ['--server-data-dir', join(dir, 'server'), '--extensions-dir', join(dir, 'extensions')];

/** @param {string} dir @param {object} settings */
function writeSettings(dir, settings) {
  const text = JSON.stringify({ ...quietSettings, ...settings }, null, 1);
  const folder = join(dir, 'server', 'data', 'Machine');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'settings.json'), text);
}

/**
 * The token that opens a server: random, made once for its folder, so that a window that is loaded anew after a restart goes on; readable by the
 * folder's owner alone, and not among a process's arguments, which all users of a machine can read.
 * @param {string} dir @returns {{ file: string, token: string }}
 */
function ensureToken(dir) {
  const file = join(dir, 'token');
  const known = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const token = /^[\w-]{43}$/.test(known) ? known : randomBytes(32).toString('base64url');
  if (token !== known) writeFileSync(file, token, { mode: 0o600 });
  chmodSync(file, 0o600);
  return { file, token };
}

/**
 * Where below its origin a server lies. Cookies know hosts and paths, no ports: the token's cookie goes to this path alone, so that servers side by side
 * do not take it from each other; and who does not know the token does not know the path.
 * @param {string} token
 */
const basePathOf = (token) => `/${createHash('sha256').update(`path of ${token}`).digest('hex').slice(0, 16)}`;

/** @typedef {{ origin: string, basePath: string, token: string }} Door */

/**
 * Starts the server and waits until it answers.
 * @param {Host & { port?: number, settings?: object, env?: Record<string, string>, args?: string[], onStart?: (child: import('node:child_process').ChildProcess) => void }} options
 *   `onStart` hears of the process before it answers, so that whoever starts it can end it in any case
 */
export async function startServer({
  node,
  code,
  dir,
  port,
  settings = {},
  env = {},
  args = [],
  onStart = () => undefined,
}) {
  const at = await freePort(port);
  writeSettings(dir, settings);
  const log = openSync(join(dir, 'server.log'), 'w');
  const { file, token } = ensureToken(dir);
  const door = { origin: `http://127.0.0.1:${at}`, basePath: basePathOf(token), token };
  const behind = ['--connection-token-file', file, '--server-base-path', door.basePath];
  const all = [
    '--import',
    guardUrl(),
    'out/server-main.js',
    '--host',
    '127.0.0.1',
    '--port',
    String(at),
    ...behind,
    '--accept-server-license-terms',
    ...folderArgs(dir),
  ];
  const child = spawn(
    node,
    [
      ...all,
      '--disable-telemetry',
      '--disable-experiments',
      '--disable-update-check',
      '--disable-getting-started-override',
      '--disable-workspace-trust',
      ...args,
    ],
    {
      cwd: code,
      stdio: ['ignore', log, log],
      detached: process.platform !== 'win32',
      env: {
        ...process.env,
        EXTENSIONS_GALLERY:
          '{"serviceUrl":"","itemUrl":"","resourceUrlTemplate":"","extensionUrlTemplate":"","controlUrl":"","recommendationsUrl":""}',
        ...env,
      },
    },
  );
  onStart(child);
  await untilAnswering(door, child, join(dir, 'server.log'));
  return { port: at, door, child };
}

/** @param {Door} door @param {import('node:child_process').ChildProcess} child @param {string} log */
async function untilAnswering({ origin, basePath, token }, child, log) {
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`VS Code's server ended with code ${child.exitCode}. Its log: ${log}`);
    const answers = await fetch(`${origin}${basePath}/version?tkn=${token}`, {
      signal: AbortSignal.timeout(2000),
    }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (answers) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`VS Code's server did not answer in a minute. Its log: ${log}`);
}

/** Keeps what a server and its extension hosts logged. @param {string} dir the server's @param {string} to a folder */
export function keepLogs(dir, to) {
  mkdirSync(to, { recursive: true });
  if (existsSync(join(dir, 'server.log'))) copyFileSync(join(dir, 'server.log'), join(to, 'server.log'));
  const logs = join(dir, 'server', 'data', 'logs');
  if (existsSync(logs)) cpSync(logs, join(to, 'logs'), { recursive: true });
}

/** A file's path as addresses have it: with `/`, and before a drive's letter too. @param {string} path */
export const pathInUri = (path) => decodeURIComponent(pathToFileURL(path).pathname);

/** The address of a workbench with a folder open; whoever has it may come in. @param {Door} door @param {string} folder @param {[string, string][]} [payload] */
export function workbenchUrl({ origin, basePath, token }, folder, payload = []) {
  const query = new URLSearchParams({
    tkn: token,
    [folder.endsWith('.code-workspace') ? 'workspace' : 'folder']: pathInUri(folder),
  });
  query.set('payload', JSON.stringify([['skipWelcome', 'true'], ['skipReleaseNotes', 'true'], ...payload]));
  return `${origin}${basePath}/?${query}`;
}

/** @returns {string} where the guard is; tests bundle this file and run in the project's folder */
function guardUrl() {
  const beside = new URL('guard.mjs', import.meta.url);
  return existsSync(beside) ? beside.href : pathToFileURL(join(process.cwd(), 'scripts', 'host', 'guard.mjs')).href;
}
