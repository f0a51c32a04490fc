import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the server of these tests logs; nothing in an editor of another kind, as on a desktop. */
const folder = process.env['TEST_LOGS'] ?? '';
export const hasLogs = existsSync(folder);

/** The lines of all logs of a name. */
function linesOf(name: string): readonly string[] {
  if (!hasLogs) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(name))
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'));
}

/** What the extension logged, line by line. */
export const ownLog = (): readonly string[] => linesOf('Stack Moxie.log');

/** What the extension host logged as errors: rejections and exceptions that nobody handled, listeners and providers that threw. */
export const hostErrors = (): readonly string[] =>
  linesOf('remoteexthost.log').filter((line) => line.includes('[error]'));
