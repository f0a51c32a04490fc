import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as vscode from 'vscode';
import { activationMeasure } from '../../src/vscode/ids';

/** Called by VS Code in the extension host: activates the extension and writes how long `activate` took, in milliseconds. */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('stackmoxie.stack-moxie');
  if (!extension || extension.isActive) throw new Error('The extension is not there, or active already.');
  const loading = performance.now();
  // The editor takes what is loaded already.
  await import(pathToFileURL(join(extension.extensionPath, 'dist', 'extension.mjs')).href);
  const loaded = performance.now() - loading;
  await extension.activate();
  const [measured] = performance.getEntriesByName(activationMeasure);
  if (!measured) throw new Error('The extension did not measure its activation.');
  // What would be asked for at once is asked for by now.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  writeFileSync(process.env['BENCH_OUT'] ?? '', JSON.stringify({ loaded, took: measured.duration }));
}
