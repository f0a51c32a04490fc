import { once } from 'node:events';
import { createInterface } from 'node:readline';
import * as vscode from 'vscode';
import type { Summary } from '../../src/sync/apply/summary';
import { connectLine } from '../support/line';

/** One line that a window is sent: a command of the product. */
export interface Order {
  readonly id: number;
  readonly command: string;
  /** Paths of files that the command is called on, as from a selection in the Explorer. */
  readonly files: readonly string[];
}

/** One line that it answers with. */
export interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** Called by VS Code in the extension host: does what it is told over a line, until that closes, or until it is killed. */
export async function run(): Promise<void> {
  const line = await connectLine();
  createInterface({ input: line }).on('line', (text) => {
    const order = JSON.parse(text) as Order;
    void obey(order).then(
      (result) => line.write(`${JSON.stringify({ id: order.id, result } satisfies Answer)}\n`),
      (error: unknown) => line.write(`${JSON.stringify({ id: order.id, error: String(error) } satisfies Answer)}\n`),
    );
  });
  await once(line, 'close');
}

/** Nobody is there to be asked where new scenarios go. */
const atTheTop = { answers: { folder: null } };

async function obey({ command, files }: Order): Promise<unknown> {
  const uris = files.map((path) => vscode.Uri.file(path));
  const result = await vscode.commands.executeCommand(command, ...(uris.length === 0 ? [] : [uris[0], uris, atTheTop]));
  return isSummary(result)
    ? {
        results: result.results.map(({ item: { name, what, path }, outcome, reason }) => ({
          name,
          what,
          path,
          outcome,
          reason,
        })),
      }
    : result;
}

const isSummary = (result: unknown): result is Summary =>
  typeof result === 'object' && result !== null && 'results' in result;
