import * as vscode from 'vscode';
import type { PlanItem } from '../../sync/plan';
import { organizationWords, scenarioWords } from '../../view/sync/names';
import { problemPrompt, type FileProblems } from '../../view/sync/problem-prompt';
import { pushQuestion } from '../../view/sync/change-prompts';
import { ask } from '../report';
import type { Job } from './job';
import { confirmChange } from './protected';
import { openFile } from './show-text';
import type { SyncFolder } from './sync-folders';

/** Whether items may be pushed: files with errors are listed and asked about, and a protected organization wants its name typed. */
export async function mayPush(job: Job, items: readonly PlanItem[]): Promise<boolean> {
  const { folder } = job;
  // A link changes nothing in the cloud.
  const pushed = items.filter(({ direction, what }) => direction === 'push' && what !== 'link' && what !== 'agree');
  if (pushed.length === 0) return true;
  return (await areErrorsMeant(job, pushed)) && confirmChange(folder.session, pushQuestion({ names: pushed.map(({ name }) => name), organization: organizationWords(folder.session), newFolders: job.placing?.newFolders ?? [] }));
}

async function areErrorsMeant({ folder, answers }: Job, items: readonly PlanItem[]): Promise<boolean> {
  const pushed = items.filter(({ what, path }) => path !== undefined && what !== 'delete');
  const files = pushed.flatMap((item) => problemsOf(folder, item));
  const [first] = files;
  if (!first || answers.isSure === true) return true;
  const name = scenarioWords(pushed.find(({ path }) => path === first.path) ?? { name: first.path });
  const { message, detail, push, show } = problemPrompt(files, name, organizationWords(folder.session));
  const picked = await ask(message, detail, push, show);
  if (picked === show) await openFile(folder, first.path, first.problems[0]?.line);
  return picked === push;
}

/** What the plan says of a file, and what the editor shows of it. */
export function problemsOf(folder: SyncFolder, { path, problems }: Pick<PlanItem, 'path' | 'problems'>): readonly FileProblems[] {
  if (path === undefined) return [];
  const shown = vscode.languages
    .getDiagnostics(folder.uriOf(path))
    .filter(({ severity, source }) => severity === vscode.DiagnosticSeverity.Error && source === 'Stack Moxie')
    .map(({ message, range }) => ({ message, line: range.start.line + 1 }));
  const known = new Set(shown.map(({ line }) => line));
  const all = [...shown, ...problems.filter(({ line }) => !known.has(line))].sort((one, other) => one.line - other.line);
  return all.length === 0 ? [] : [{ path, problems: all }];
}
