import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { languageId } from '../../src/vscode/ids';
import { between } from './between';

/** Waits until something is so. Throws with `what` when it does not become so in time. */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  limitMs = 30_000,
): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > end)
      throw new Error(`Waited in vain until ${what}. Seen: ${between().seen.slice(-10).join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Runs a command of ours; one that asks is answered by stepping back. */
export async function runAndStepBack(id: string, ...args: readonly unknown[]): Promise<void> {
  const done = vscode.commands.executeCommand(id, ...args);
  const state = { isDone: false };
  void done.then(() => (state.isDone = true));
  await until(`${id} came to its end`, async () => {
    if (!state.isDone) await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    return state.isDone;
  });
}

/** Asks the sandbox itself, past what stands between. */
export async function ask<T>(path: string): Promise<T> {
  const { TEST_API = '', STACK_MOXIE_TOKEN = '', STACK_MOXIE_ORGANIZATION = '' } = process.env;
  const answer = await fetch(`${TEST_API}/v1/organizations/${STACK_MOXIE_ORGANIZATION}${path}`, {
    headers: { authorization: `Bearer ${STACK_MOXIE_TOKEN}` },
  });
  assert.ok(answer.ok, `${path}: ${String(answer.status)}`);
  return (await answer.json()) as T;
}

export interface Named {
  readonly id: number;
  readonly name: string;
}

/** The id of a seeded scenario. */
export async function scenarioId(name: string): Promise<number> {
  const found = (await ask<readonly Named[]>('/scenarios')).find((scenario) => scenario.name === name);
  assert.ok(found, `${name} is seeded`);
  return found.id;
}

/** Waits until a document's text matches. */
export async function documentWith(scheme: string, pattern: RegExp): Promise<vscode.TextDocument> {
  return until(`a document of ${scheme} matches ${String(pattern)}`, () =>
    vscode.workspace.textDocuments.find(
      (document) => document.uri.scheme === scheme && pattern.test(document.getText()),
    ),
  );
}

/** What helps authors is loaded with the first scenario document: waits until it is there. */
export async function authoring(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: languageId, content: 'steps: 1\n' });
  await until('the language service', () =>
    vscode.languages.getDiagnostics(document.uri).length > 0 ? true : undefined,
  );
}

/** Writes a file outside of the workspace and shows it. */
export async function openFile(path: string, content: string): Promise<vscode.TextDocument> {
  writeFileSync(path, content);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
  await vscode.window.showTextDocument(document);
  return document;
}
