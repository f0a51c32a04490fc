// @ts-check
// Brings a real VS Code, the Node that it needs and, where asked for, a browser: from the npm registry alone, nothing
// compiled, into the git-ignored folder `.vscode-host`. Every step is skipped when it is done already.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { constants, createBrotliDecompress } from 'node:zlib';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = fileURLToPath(new URL('../../.vscode-host', import.meta.url));

/** Raise when a recipe below changes: what was set up by an older one is set up anew. */
const recipe = 1;
const versions = { codeServer: '4.139.1', node: '24', chromium: '153.0.0' };
/** The oldest VS Code that the extension supports (`engines` of package.json), and the Node that it runs on. Its file search was a download: a package brings it. */
const oldest = { codeServer: '4.103.2', node: '22', ripgrep: '1.18.0' };

/** @typedef {(line: string) => void} Say */

/** @param {number} major @param {number} minor */
const nodeIsAtLeast = (major, minor) => {
  const [own = 0, ownMinor = 0] = process.versions.node.split('.').map(Number);
  return own > major || (own === major && ownMinor >= minor);
};

/** Installs packages into a folder of their own, running no script of theirs. @param {string} cwd @param {string[]} args */
function npm(cwd, args) {
  const windows = process.platform === 'win32';
  const all = ['install', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts', ...args];
  execFileSync(windows ? 'npm.cmd' : 'npm', all, { cwd, stdio: ['ignore', 'ignore', 'inherit'], shell: windows });
}

/**
 * Does a step once: its stamp says which recipe it was done by. A step that was cut off has no stamp and is done again.
 * @param {string} name @param {string} version @param {(dir: string) => void | Promise<void>} work @returns {Promise<string>} its folder
 */
async function once(name, version, work) {
  const dir = join(folder, name);
  const stamp = join(dir, 'stamp.json');
  const want = JSON.stringify({ recipe, version, platform: `${process.platform}-${process.arch}` });
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return dir;
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'package.json'), '{"private":true}');
  await work(dir);
  writeFileSync(stamp, want);
  return dir;
}

/**
 * A Node with `node:sqlite` (22.13 and later have it without a flag), good for VS Code's server too: this one, or one
 * from the npm registry.
 * @param {Say} say @returns {Promise<string>} the program
 */
export async function ensureNode(say) {
  return nodeIsAtLeast(22, 15) ? process.execPath : nodeOf('node', versions.node, say);
}

/** A Node from the npm registry. @param {string} folder where it lies @param {string} version @param {Say} say @returns {Promise<string>} the program */
async function nodeOf(folder, version, say) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const dir = await once(folder, version, (to) => {
    say(`Getting Node ${version} (this one is ${process.versions.node})…`);
    npm(to, [`${name}@${version}`]);
  });
  return join(dir, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** VS Code's server and workbench. @param {Say} say @returns {Promise<string>} the folder that holds `out/server-main.js` */
export async function ensureVsCode(say) {
  const dir = await once('code', versions.codeServer, (to) => getVsCode(to, versions.codeServer, say));
  return codeIn(dir);
}

/**
 * The oldest VS Code that the extension supports.
 * @param {Say} say @returns {Promise<{ node: string, code: string }>} the program that runs it, and the folder that holds `out/server-main.js`
 */
export async function ensureOldestVsCode(say) {
  const isOwn = process.versions.node.startsWith(`${oldest.node}.`);
  const node = isOwn ? process.execPath : await nodeOf('oldest-node', oldest.node, say);
  const dir = await once('oldest-code', `${oldest.codeServer} ${oldest.ripgrep}`, (to) => {
    getVsCode(to, oldest.codeServer, say, [`@vscode/ripgrep-universal@${oldest.ripgrep}`]);
    const program = process.platform === 'win32' ? 'rg.exe' : 'rg';
    const from = join(to, 'node_modules', '@vscode', 'ripgrep-universal', 'bin', `${process.platform}-${process.arch}`);
    const bin = join(codeIn(to), 'node_modules', '@vscode', 'ripgrep', 'bin');
    mkdirSync(bin, { recursive: true });
    copyFileSync(join(from, program), join(bin, program));
  });
  return { node, code: codeIn(dir) };
}

/** @param {string} dir */
const codeIn = (dir) => join(dir, 'node_modules', 'code-server', 'lib', 'vscode');

/** @param {string} to @param {string} version code-server's @param {Say} say @param {readonly string[]} [more] packages beside it */
function getVsCode(to, version, say, more = []) {
  say('Getting VS Code (once, about a minute)…');
  npm(to, [`code-server@${version}`, ...more]);
  const code = codeIn(to);
  npm(code, ['--omit=dev']);
  // Two native modules are not built: what they do is done by small files in their place.
  copyFileSync(join(here, 'shims', 'spdlog.cjs'), join(code, 'node_modules', '@vscode', 'spdlog', 'index.js'));
  for (const name of ['@vscode/native-watchdog', 'native-watchdog'])
    if (existsSync(join(code, 'node_modules', name)))
      copyFileSync(join(here, 'shims', 'watchdog.cjs'), join(code, 'node_modules', name, 'index.js'));
  // Big, and never loaded with AI features off.
  for (const name of [
    'node_modules/@github',
    'node_modules/@microsoft/mxc-sdk',
    'extensions/copilot',
    'extensions/mermaid-markdown-features',
  ])
    rmSync(join(code, name), { recursive: true, force: true });
}

const installedBrowsers = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** A Chromium: the machine's own, or one from the npm registry (Linux x64). @param {Say} say @returns {Promise<string>} the program */
export async function ensureBrowser(say) {
  const installed = installedBrowsers.find((path) => path && existsSync(path));
  if (installed) return installed;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('No browser was found. Install Chrome, Chromium or Edge, or set CHROMIUM to its path.');
  const dir = await once('browser', versions.chromium, async (to) => {
    say('Getting a browser for the tests…');
    npm(to, [`@sparticuz/chromium@${versions.chromium}`]);
    await unpackBrowser(join(to, 'node_modules', '@sparticuz', 'chromium', 'bin'), to);
    rmSync(join(to, 'node_modules'), { recursive: true, force: true });
  });
  return join(dir, 'chromium');
}

/** @param {string} from @param {string} to */
async function unpackBrowser(from, to) {
  /** @param {string} file @param {string} target @param {number} mode */
  const unpack = (file, target, mode) =>
    pipeline(
      createReadStream(join(from, file)),
      createBrotliDecompress({ chunkSize: 1 << 20, params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 } }),
      createWriteStream(target, { mode }),
    );
  await unpack('chromium.br', join(to, 'chromium'), 0o755);
  for (const name of ['al2023', 'fonts']) {
    const tar = join(to, `${name}.tar`);
    await unpack(`${name}.tar.br`, tar, 0o644);
    execFileSync('tar', ['-xf', tar, '-C', to]);
    rmSync(tar);
  }
  // Without fonts the workbench hangs; these stand beside the program.
  writeFileSync(
    join(to, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${to}/fonts</dir><cachedir>${to}/fonts-cache</cachedir><include ignore_missing="yes">/etc/fonts/fonts.conf</include></fontconfig>`,
  );
}

/** All of it, one after the other: for whoever starts several that would otherwise fetch the same at the same time. @param {(line: string) => void} say */
export async function ensureAll(say) {
  await ensureNode(say);
  await ensureVsCode(say);
  await ensureBrowser(say);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
  await ensureNode(say);
  await ensureVsCode(say);
  if (process.argv.includes('--browser')) await ensureBrowser(say);
  say('ready');
}
