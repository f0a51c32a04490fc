import { fileURLToPath } from 'node:url';
import type { Log } from '../base/log';
import { redact } from '../base/redact';
import { writeWorkspace } from './seed/workspace';
import { readOptions } from './server/options';
import { startSandbox } from './server/sandbox';

/** Standard output belongs to the one line that programs read; people read standard error. */
const say = (line: string): void => void process.stderr.write(`${redact(line)}\n`);
const log: Log = { debug: () => undefined, info: say, warn: say, error: say };

function fail(error: unknown): void {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.workspace !== undefined) writeWorkspace(options.workspace);
  const starting = startSandbox({ ...options, cogsFile: fileURLToPath(new URL('./cogs.mjs', import.meta.url)), log });
  let stopping: Promise<void> | undefined;
  const stop = (): void => {
    stopping ??= starting.then((sandbox) => sandbox.stop()).then(() => process.exit(0), fail);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  if (options.endWithStdin) process.stdin.on('end', stop).on('close', stop).on('error', stop).resume();
  const { api, token, organization } = await starting;
  const text = options.json
    ? JSON.stringify({ api, token, organization })
    : `API           ${api}\nToken         ${token}\nOrganization  ${organization}`;
  process.stdout.write(`${text}\n`);
}

// Whoever started us may have stopped listening: that is no reason to stop working.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
main().catch(fail);
