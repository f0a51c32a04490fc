import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** Called by VS Code in the extension host: activates the extension and writes how long `activate` took, in milliseconds. */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('stackmoxie.stack-moxie');
  if (!extension || extension.isActive) throw new Error('The extension is not there, or active already.');
  const path = join(extension.extensionPath, 'dist', 'extension.cjs');
  const loading = performance.now();
  // The editor takes what is loaded already.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the extension host loads extensions so
  const product = require(path) as { readonly activate: (context: unknown) => unknown };
  const loaded = performance.now() - loading;
  let took = NaN;
  const activate = (context: unknown): unknown => {
    const start = performance.now();
    const result = product.activate(context);
    took = performance.now() - start;
    return result;
  };
  const module = require.cache[require.resolve(path)];
  if (!module) throw new Error('The extension was loaded from elsewhere.');
  module.exports = { ...product, activate };
  await extension.activate();
  // What would be asked for at once is asked for by now.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  writeFileSync(process.env['BENCH_OUT'] ?? '', JSON.stringify({ loaded, took }));
}
