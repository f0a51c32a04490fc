import * as vscode from 'vscode';
import { CancelledError } from '../../../base/cancellation';
import { isRecord } from '../../../base/json';
import { t } from '../../../base/localize';
import { plainName } from '../../../base/plain-text';
import type { Id } from '../../../wire/payload';
import { renameQuestion } from '../../../view/sync/prompts/change-prompts';
import { fileNameFor, nameProblem } from '../../../view/sync/messages/names-of-files';
import { organizationWords } from '../../../view/sync/messages/names';
import type { Choice } from '../../report';
import { applyChange, lookAgain } from '../work/apply-change';
import { confirmChange } from '../work/protected';
import type { SyncFolder } from '../folder/sync-folders';
import { scenarioTargets, type TargetsWorld } from '../work/targets';
import { readArguments } from '../work/told';

/** Renames a scenario, in the cloud and in what its file says. @param args a row or a file; `{ scenarioId, name }` asks for no name */
export async function renameScenario(world: TargetsWorld, args: readonly unknown[]): Promise<void> {
  const {
    folder,
    ids: [id],
  } = await scenarioTargets(world, readArguments(args.slice(0, 1)), t('Rename Scenario'));
  if (id === undefined) return;
  const { session, engine } = folder;
  const { name: from } = await session.api.scenarios.get(session.organization, id);
  const to = await askName(from, args[0]);
  if (
    to === from ||
    !(await confirmChange(session, renameQuestion({ from, to, organization: organizationWords(folder.session) })))
  )
    return;
  const plan = await engine.planEdit([id], { name: to });
  const next = await fileRename(folder, id, to);
  await applyChange(folder, plan, {
    title: t('Renaming "{0}" in {1}…', plainName(from, ''), organizationWords(folder.session)),
    done: t('Renamed to "{0}" in {1}.', plainName(to, ''), organizationWords(folder.session)),
    ...(next ? { next } : {}),
  });
}

async function askName(from: string, argument: unknown): Promise<string> {
  const given = isRecord(argument) ? argument['name'] : undefined;
  if (typeof given === 'string' && nameProblem(given) === undefined) return given.trim();
  const typed = await vscode.window.showInputBox({
    title: t('Rename Scenario'),
    prompt: t('The scenario’s new name'),
    value: from,
    validateInput: nameProblem,
  });
  if (typed === undefined) throw new CancelledError();
  return typed.trim();
}

/** The offer to give the file the scenario's name too, where it has another. */
async function fileRename(folder: SyncFolder, id: Id, name: string): Promise<Choice | undefined> {
  const files = (folder.status ?? (await folder.refresh())).files;
  const from = files.find((file) => file.id === id)?.path;
  if (from === undefined) return undefined;
  const paths = files.flatMap(({ path }) => path ?? []);
  const to = fileNameFor(from, name, paths);
  return to === undefined ? undefined : { title: t('Rename File'), run: () => renameFile(folder, from, to) };
}

/** Renames a file with its link; where it is open, the editor goes along. */
async function renameFile(folder: SyncFolder, from: string, to: string): Promise<void> {
  const old = folder.uriOf(from).toString();
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === old);
  await folder.engine.renameFile(from, to);
  if (tabs.length > 0) {
    await vscode.window.showTextDocument(folder.uriOf(to), { preview: false });
    await vscode.window.tabGroups.close(tabs, true);
  }
  await lookAgain(folder);
}
