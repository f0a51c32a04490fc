import * as vscode from 'vscode';
import { CancelledError } from '../../../base/cancellation';
import { isRecord } from '../../../base/json';
import { t } from '../../../base/localize';
import { iconless, plainName } from '../../../base/plain-text';
import { samePath } from '../../../sync/model/names';
import type { FileStatus } from '../../../sync/plan/status';
import { unlinkQuestion } from '../../../view/sync/prompts/change-prompts';
import {
  linkChoices,
  linkedWords,
  linkWords,
  nameInFile,
  type LinkChoice,
} from '../../../view/sync/prompts/link-choices';
import { organizationWords } from '../../../view/sync/messages/names';
import { run } from '../../commands';
import { commands } from '../../ids';
import { ask, showInformation } from '../../report';
import type { SyncFolder } from '../folder/sync-folders';
import { fileTargets, type TargetsWorld } from '../work/targets';
import { readArguments } from '../work/told';

/** Links a file to a scenario that the user picks. @param args the file's address, and `{ scenarioId }` where it is known */
export async function linkFile(world: TargetsWorld, args: readonly unknown[]): Promise<void> {
  const {
    folder,
    paths: [path = ''],
  } = await fileTargets(world, readArguments(args.slice(0, 1)), t('Link to Scenario'));
  const { files } = await folder.refresh();
  const choice = await chooseScenario(folder, files, { path, answer: args[1] });
  if (choice.isLinkedHere) {
    showInformation(t('{0} is already linked to it.', plainName(path, '')));
    return;
  }
  if (choice.linkedTo !== undefined && !(await mayTakeOver(choice, path))) return;
  await folder.engine.link(path, choice.id);
  const status = (await folder.refresh()).files.find((file) => file.id === choice.id);
  // Where both say the same they agree on it from now on: what changes later is then seen.
  if (status?.state === 'inSync') await folder.engine.apply(await folder.engine.planPush({ paths: [path] }));
  const words = linkedWords(status ?? { state: 'conflict', name: choice.name }, {
    path,
    organization: organizationWords(folder.session),
  });
  const compare = { title: t('Compare'), run: () => run(commands.compareWithCloud, folder.uriOf(path)) };
  showInformation(words, ...(status?.state === 'inSync' ? [] : [compare]));
}

interface Chosen {
  readonly path: string;
  readonly answer: unknown;
}

async function chooseScenario(
  folder: SyncFolder,
  files: readonly FileStatus[],
  { path, answer }: Chosen,
): Promise<LinkChoice> {
  const text = await textOf(folder.uriOf(path));
  const choices = linkChoices(files, { path, name: nameInFile(text, path) });
  const answered = isRecord(answer) ? choices.find(({ id }) => id === answer['scenarioId']) : undefined;
  if (answered) return answered;
  if (choices.length === 0)
    throw new Error(
      t(
        '{0} has no scenarios yet. Use “Create in Cloud” to create one from this file.',
        organizationWords(folder.session),
      ),
    );
  const items = choices.map((choice) => ({
    label: iconless(plainName(choice.name, t('Scenario {0}', choice.id))),
    description: linkWords(choice),
    choice,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: t('Link {0}', plainName(path, '')),
    placeHolder: t('Choose a scenario in {0}', organizationWords(folder.session)),
    matchOnDescription: true,
  });
  if (!picked) throw new CancelledError();
  return picked.choice;
}

/** A file's text as its author sees it. */
async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** A scenario has one file. */
async function mayTakeOver({ name, linkedTo = '' }: LinkChoice, path: string): Promise<boolean> {
  const verb = t('Link This File');
  const message = t(
    '"{0}" is linked to {1}. Link it to {2} instead?',
    plainName(name, ''),
    plainName(linkedTo, ''),
    plainName(path, ''),
  );
  return (await ask(message, t('The other file stays, without a link.'), verb)) === verb;
}

/** Unlinks files. Nothing is deleted. */
export async function unlinkFile(world: TargetsWorld, args: readonly unknown[]): Promise<void> {
  const { folder, paths } = await fileTargets(world, readArguments(args), t('Unlink'));
  const linked = await linkedOf(folder, paths);
  if (linked.length === 0) {
    const name = organizationWords(folder.session);
    showInformation(
      paths.length === 1
        ? t('{0} is not linked to a scenario in {1}.', plainName(paths[0], ''), name)
        : t('None of these files is linked to a scenario in {0}.', name),
    );
    return;
  }
  const {
    message,
    detail = '',
    verb = '',
  } = unlinkQuestion({ paths: linked, organization: organizationWords(folder.session) });
  if ((await ask(message, detail, verb)) !== verb) return;
  await folder.engine.unlink(linked);
  await folder.refresh();
}

async function linkedOf(folder: SyncFolder, paths: readonly string[]): Promise<readonly string[]> {
  const ids = await folder.engine.linksOf(paths);
  return paths.filter(
    (path, index) =>
      ids[index] !== undefined && paths.findIndex((other) => samePath(other) === samePath(path)) === index,
  );
}
