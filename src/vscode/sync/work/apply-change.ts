import * as vscode from 'vscode';
import { keyOf, type Plan } from '../../../sync/plan/plan';
import { summaryText, type Summary } from '../../../sync/apply/summary';
import { doneWords } from '../../../view/sync/messages/done-words';
import { t } from '../../../base/localize';
import { plainName } from '../../../base/plain-text';
import { run } from '../../commands';
import { commands } from '../../ids';
import { showInformation, showWarning, withProgress, type Choice } from '../../report';
import type { SyncFolder } from '../folder/sync-folders';

export interface Change {
  /** What the progress is called. */
  readonly title: string;
  /** What is said when all is done. */
  readonly done: string;
  /** What may be done next. */
  readonly next?: Choice;
}

/** Does what a plan says, with progress that can be cancelled between items; then says how it ended, and the view looks again. */
export async function applyChange(folder: SyncFolder, plan: Plan, { title, done, next }: Change): Promise<Summary> {
  const chosen = new Set(plan.items.map(keyOf));
  const where = plan.items.length === 1 ? 'statusBar' : 'cancellable';
  const summary = await withProgress(title, where, (progress, cancellation) =>
    folder.engine.apply(plan, {
      chosen,
      cancellation,
      progress: (_count, total, { item }) => progress.report(plainName(item.name, ''), 100 / total),
    }),
  );
  tell(summary, done, next);
  await lookAgain(folder);
  return summary;
}

/** What is shown of scenarios and changes is read anew. A look that fails has said so itself, or is tried again later. */
export async function lookAgain(folder: SyncFolder): Promise<void> {
  await Promise.all([run(commands.refreshScenarios), folder.refresh().catch(() => undefined)]);
}

function tell(summary: Summary, done: string, next: Choice | undefined): void {
  const { text, isAsWanted } = doneWords(summary, done);
  const isDone = summary.results.some(({ outcome }) => outcome === 'done');
  const choices = next && isDone ? [next] : [];
  if (isAsWanted) showInformation(text, ...choices);
  else showWarning(text, ...choices, { title: t('Show Details'), run: () => showDetails(summary) });
}

async function showDetails(summary: Summary): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: summaryText(summary) }), {
    preview: true,
  });
}
