import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { connectLine } from '../support/line';
import { openBetween } from './between';

/** Called by VS Code in the extension host: runs this folder's tests and tells their tally over the line that the runner holds. */
export async function run(): Promise<void> {
  const line = await connectLine();
  const send = (message: object): boolean => line.write(`${JSON.stringify(message)}\n`);
  await openBetween();
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => send({ say: format(...args) });
  const mocha = new Mocha({ color: false, timeout: 90_000, reporter: Reporter });
  for (const file of testFiles()) mocha.addFile(join(__dirname, file));
  const stray: unknown[] = [];
  process.on('unhandledRejection', (reason) => stray.push(reason));
  const tally = await tallyOf(mocha);
  const unhandled = stray.map((reason) => failureOf('Nobody handled', reason));
  for (const { fullTitle, err } of unhandled) send({ say: `${fullTitle}: ${err.stack}` });
  const failed = tally.failed + unhandled.length;
  send({ tally: { ...tally, failed, failures: [...tally.failures, ...unhandled] } });
  await new Promise<void>((resolve) => line.end(resolve));
  if (failed > 0) throw new Error(`${String(failed)} failed`);
}

/** The tests but those that take long (`*.soak.test.ts`), or those whose path contains a part that was asked for. */
function testFiles(): readonly string[] {
  const parts = (process.env['TEST_PARTS'] ?? '').split(' ').filter((part) => part !== '');
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).sort();
  return files.filter(
    (file) =>
      file.endsWith('.test.cjs') &&
      (parts.length === 0 ? !file.includes('.soak.test.') : parts.some((part) => file.includes(part))),
  );
}

/** The spec reporter without its closing count: the runner prints that from the tally. */
class Reporter extends Mocha.reporters.Spec {
  override epilogue(): void {
    Mocha.reporters.Base.list(this.failures);
  }
}

/** A test that failed, as mocha's JSON has it. */
interface Failure {
  readonly fullTitle: string;
  readonly err: { readonly message: string; readonly stack: string };
}

interface Tally {
  readonly passed: number;
  readonly pending: number;
  readonly failed: number;
  readonly failures: readonly Failure[];
}

function failureOf(fullTitle: string, reason: unknown): Failure {
  const message = reason instanceof Error ? reason.message : String(reason);
  return { fullTitle, err: { message, stack: (reason instanceof Error ? reason.stack : undefined) ?? message } };
}

function tallyOf(mocha: Mocha): Promise<Tally> {
  return new Promise((resolve) => {
    let [passed, pending] = [0, 0];
    const failures: Failure[] = [];
    const runner = mocha.run((failed) => resolve({ passed, pending, failed, failures }));
    runner.on('pass', () => (passed += 1));
    runner.on('pending', () => (pending += 1));
    runner.on('fail', (test, error: unknown) => failures.push(failureOf(test.fullTitle(), error)));
  });
}
