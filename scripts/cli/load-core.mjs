// @ts-check
// Bundles modules of the pure core and gives what they export: scripts run on plain Node, which reads no TypeScript.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
// Packages in CommonJS take Node's own modules by require, which a module lacks.
const banner = `import { createRequire } from 'node:module'; const require = createRequire(${JSON.stringify(import.meta.url)});`;

/**
 * Nothing is written to the disk: two scripts at once do not meet.
 * @param {readonly string[]} modules paths below `src`, without ending
 * @returns {Promise<any>} the exports of all of them; the caller says their type
 */
export async function loadCore(modules) {
  const contents = modules.map((path) => `export * from './${path}';`).join('\n');
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: join(root, 'src'), loader: 'ts' },
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner: { js: banner },
    logLevel: 'warning',
  });
  const [{ contents: code } = { contents: new Uint8Array() }] = outputFiles;
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
}
