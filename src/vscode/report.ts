import * as vscode from 'vscode';
import { CancelledError } from '../base/cancellation';

/** The editor makes links of `[text](command:…)` in a message; names and servers' words must not become buttons. */
const inert = (text: string): string => text.replaceAll('](', '] (');

/** A button of a message, and what it does: what that throws is told to the user, once. */
export interface Choice {
  readonly title: string;
  readonly run: () => unknown;
}

/** Tells of a button whose action failed. */
type TellFailure = (title: string, error: unknown) => void;

/** Until somebody words errors, their own words are shown. */
let tellFailure: TellFailure = (_title, error) => showError(error instanceof Error ? error.message : String(error));

/** From now on what the action of a message's button throws is told so. */
export function onFailedChoice(tell: TellFailure): void {
  tellFailure = tell;
}

async function choose(
  shown: Thenable<vscode.MessageItem | undefined>,
  items: readonly (vscode.MessageItem & { choice: Choice })[],
): Promise<void> {
  const picked = await shown;
  const made = items.find((candidate) => candidate === picked)?.choice;
  if (made) await carryOutChoice(made);
}

/** A button with its title. */
export const choice = (title: string, run: () => unknown): Choice => ({ title, run });

/** Does what a button does; what goes wrong is told to the user. */
export async function carryOutChoice({ title, run }: Choice): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof CancelledError)) tellFailure(title, error);
  }
}

const itemsOf = (choices: readonly Choice[]): (vscode.MessageItem & { choice: Choice })[] =>
  choices.map((made) => ({ title: made.title, choice: made }));

/** Says what went wrong and what helps. Does not wait for the user: a message may stay for hours. */
export function showError(message: string, ...choices: readonly Choice[]): void {
  const items = itemsOf(choices);
  void choose(vscode.window.showErrorMessage(inert(message), ...items), items);
}

/** Says what the user should know of. */
export function showWarning(message: string, ...choices: readonly Choice[]): void {
  const items = itemsOf(choices);
  void choose(vscode.window.showWarningMessage(inert(message), ...items), items);
}

/** Says what happened. */
export function showInformation(message: string, ...choices: readonly Choice[]): void {
  const items = itemsOf(choices);
  void choose(vscode.window.showInformationMessage(inert(message), ...items), items);
}

/** Asks before something that costs or cannot be undone. @returns the picked title, `undefined` when the user steps back. */
export async function ask(message: string, detail: string, ...titles: readonly string[]): Promise<string | undefined> {
  return vscode.window.showWarningMessage(inert(message), { modal: true, detail }, ...titles);
}

/** Work that the user waits for. */
export interface Progress {
  report(message: string, increment?: number): void;
}

/** Shows that something is going on, with a title of ours; `where` tells how much it may disturb. */
export async function withProgress<T>(
  title: string,
  where: 'message' | 'cancellable' | 'statusBar',
  work: (progress: Progress, cancellation: vscode.CancellationToken) => Promise<T>,
): Promise<T> {
  const location = where === 'statusBar' ? vscode.ProgressLocation.Window : vscode.ProgressLocation.Notification;
  const options = { location, title: inert(title), cancellable: where === 'cancellable' };
  return vscode.window.withProgress(options, (progress, cancellation) => {
    const report: Progress['report'] = (message, increment) =>
      progress.report({ message: inert(message), ...(increment === undefined ? {} : { increment }) });
    return work({ report }, cancellation);
  });
}
