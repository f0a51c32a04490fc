// @ts-check
// npm start: everything from a clean clone to a VS Code in the browser, signed in to a sandbox on this machine.
// Options: --json (one line on standard output when all is up), --desktop (an installed VS Code instead), --signed-out (as a newcomer
// without an account), --oldest (in the oldest VS Code that the extension supports), --home DIR (where data, workspace and settings lie; .sandbox unless told), --port N (the editor's port to try
// first; 4200 unless told).
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePackages } from './host/packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const homeAt = process.argv.indexOf('--home');
const home = homeAt < 0 ? join(root, '.sandbox') : resolve(process.argv[homeAt + 1] ?? '');
const portAt = process.argv.indexOf('--port');
const port = portAt < 0 ? 4200 : Number(process.argv[portAt + 1]);
const asJson = process.argv.includes('--json');
const onDesktop = process.argv.includes('--desktop');
const inOldest = process.argv.includes('--oldest');
const signedOut = process.argv.includes('--signed-out');

/** @param {string} line */
const say = (line) => process.stderr.write(`${line}\n`);

/** What ends with us, newest first. @type {(() => void)[]} */
const endings = [];
let isEnding = false;

/** @param {number} code */
function end(code) {
  if (isEnding) return;
  isEnding = true;
  for (const ending of endings.reverse()) ending();
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0));
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => end(0));

/** @param {string} node @returns {Promise<import('./host/launch-sandbox.mjs').Account>} */
async function startSandbox(node) {
  const { launchSandbox } = await import('./host/launch-sandbox.mjs');
  const { account, child } = await launchSandbox(node, [
    '--data',
    join(home, 'data'),
    '--port',
    '4180',
    '--workspace',
    join(home, 'workspace'),
  ]);
  endings.push(() => child.kill('SIGTERM'));
  child.once('exit', () => end(1));
  return account;
}

/** @param {{ api: string, token: string, organization: string }} account */
const accountEnvironment = ({ api, token, organization }) => ({
  STACK_MOXIE_API: api,
  STACK_MOXIE_TOKEN: token,
  STACK_MOXIE_ORGANIZATION: organization,
});

// On Windows `code` is a script, which only a shell starts; a shell wants paths with spaces quoted.
const shell = process.platform === 'win32';

/** Throws where no desktop VS Code can be started: before anything is built. */
function checkDesktop() {
  const { DISPLAY, WAYLAND_DISPLAY, WSL_DISTRO_NAME } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY && !WSL_DISTRO_NAME)
    throw new Error(
      'There is no display here for a desktop VS Code. Leave --desktop out: the editor then runs in a browser.',
    );
  try {
    execFileSync('code', ['--version'], { stdio: 'ignore', shell });
  } catch {
    throw new Error('No desktop VS Code was found. Install one and its “code” command, or leave --desktop out.');
  }
}

/** @param {string} vsix @param {Record<string, string>} env */
function startDesktop(vsix, env) {
  const folders = [
    '--user-data-dir',
    join(home, 'desktop', 'data'),
    '--extensions-dir',
    join(home, 'desktop', 'extensions'),
  ];
  const quoted = (/** @type {string[]} */ args) => (shell ? args.map((arg) => `"${arg}"`) : args);
  execFileSync('code', quoted([...folders, '--install-extension', vsix, '--force']), {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell,
  });
  const args = quoted([...folders, '--new-window', '--wait', join(home, 'workspace')]);
  const child = spawn('code', args, { stdio: 'ignore', shell, env: { ...process.env, ...env } });
  child.once('exit', (code) => {
    if (code) say(`The desktop VS Code ended with code ${code}.`);
    end(code ?? 0);
  });
  endings.push(() => child.kill());
}

/** @param {string} own the Node of all else @param {string} vsix @param {Record<string, string>} env @returns {Promise<string>} the editor's address */
async function startInBrowser(own, vsix, env) {
  const { ensureOldestVsCode, ensureVsCode } = await import('./host/setup.mjs');
  const { installExtension, startServer, workbenchUrl } = await import('./host/server.mjs');
  const { node, code } = inOldest ? await ensureOldestVsCode(say) : { node: own, code: await ensureVsCode(say) };
  const dir = join(home, 'editor');
  mkdirSync(dir, { recursive: true });
  const mark = join(dir, 'installed');
  const version = readFileSync(`${vsix}.hash`, 'utf8');
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== version) {
    say('Installing the extension…');
    installExtension({ node, code, dir }, vsix);
    writeFileSync(mark, version);
  }
  const server = await startServer({
    node,
    code,
    dir,
    port,
    env,
    args: ['--reconnection-grace-time', '5'],
    onStart: (child) => endGroup(node, child),
  });
  server.child.once('exit', () => end(1));
  return workbenchUrl(server.door, join(home, 'workspace'));
}

/**
 * Ends the server's whole group with us: extension hosts, watchers and terminals too. A guard does it where we are gone
 * without a chance to (kill -9): its standard input closes with us.
 * @param {string} node @param {import('node:child_process').ChildProcess} child
 */
function endGroup(node, child) {
  const target = process.platform === 'win32' ? Number(child.pid) : -Number(child.pid);
  endings.push(() => {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // Gone already.
    }
  });
  const script = `process.stdin.resume().on('end',()=>{try{process.kill(${target},'SIGKILL')}catch{}process.exit()})`;
  spawn(node, ['-e', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true }).unref();
}

async function main() {
  if (onDesktop) checkDesktop();
  ensurePackages(say);
  const { packageExtension } = await import('./package.mjs');
  const { ensureNode } = await import('./host/setup.mjs');
  const vsix = await packageExtension(say);
  const node = await ensureNode(say);
  mkdirSync(join(home, 'workspace'), { recursive: true });
  say('Starting the sandbox…');
  const account = await startSandbox(node);
  const env = signedOut ? {} : accountEnvironment(account);
  if (onDesktop) startDesktop(vsix, env);
  const url = onDesktop ? '' : await startInBrowser(node, vsix, env);
  if (asJson) process.stdout.write(`${JSON.stringify({ url, ...account })}\n`);
  else if (url) say(`\nOpen ${url}\n\nCtrl-C ends everything.`);
}

main().catch((error) => {
  say(error instanceof Error ? error.message : String(error));
  say('npm start did not get there. Mend what is said above and run it again; what was done already is kept.');
  end(1);
});
