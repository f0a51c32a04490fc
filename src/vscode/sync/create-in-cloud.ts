import * as vscode from 'vscode';
import { t } from '../../base/localize';
import { plainName } from '../../base/plain-text';
import type { Plan, PlanItem } from '../../sync/plan';
import type { Summary } from '../../sync/summary';
import type { Id } from '../../wire/payload';
import { organizationWords, scenarioWords } from '../../view/sync/names';
import { showInformation } from '../report';
import { makePlan } from './carry-out';
import type { Answers, ExchangeWorld } from './job';
import { newFolderQuestion } from '../../view/sync/change-prompts';
import { offer } from './offer';
import { confirmChange } from './protected';
import type { SyncFolder } from './sync-folders';

/** Creates a scenario for a file that has none, in a folder that the file names or that the user picks. */
export async function createInCloud(world: ExchangeWorld, folder: SyncFolder, { path, answers }: { readonly path: string; readonly answers: Answers }): Promise<Summary | undefined> {
  if ((await folder.engine.linkOf(path)) !== undefined) {
    showInformation(t('{0} is linked to a scenario in {1} already: push it.', path, organizationWords(folder.session)));
    return undefined;
  }
  const plan = await makePlan(folder, false, (cancellation) => folder.engine.planPush({ paths: [path] }, { cancellation }));
  const [item] = plan.items;
  if (!item) throw new Error(t('There is no scenario file {0} in this folder.', path));
  if (item.what !== 'create' || item.seen.content?.settings.folder !== undefined) return offer(world, folder, { plan, direction: 'push', answers });
  const into = answers.folder === undefined ? await pickFolder(folder, item) : answers.folder;
  return into === undefined ? undefined : offer(world, folder, { plan: intoFolder(plan, into), direction: 'push', answers });
}

/** The plan stays what was looked at: only where the new scenario goes is added. */
const intoFolder = (plan: Plan, folder: Id | null): Plan => ({ ...plan, items: plan.items.map((item) => ({ ...item, seen: { ...item.seen, folder } })) });

async function pickFolder({ session }: SyncFolder, item: PlanItem): Promise<Id | null | undefined> {
  const organization = organizationWords(session);
  const folders = await session.api.folders.list(session.organization);
  const items: readonly { readonly label: string; readonly folder: Id | null | 'new' }[] = [
    ...folders.map(({ id, name }) => ({ label: `$(folder) ${plainName(name, t('Folder {0}', id)).replaceAll('$(', '$ (')}`, folder: id })),
    { label: `$(circle-slash) ${t('No folder')}`, folder: null },
    { label: `$(new-folder) ${t('New Folder…')}`, folder: 'new' },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: t('Create “{0}” in {1}', scenarioWords(item), organization), placeHolder: t('In which folder?') });
  return picked?.folder === 'new' ? newFolder(session) : picked?.folder;
}

async function newFolder(session: SyncFolder['session']): Promise<Id | undefined> {
  const name = await vscode.window.showInputBox({ title: t('New Folder in {0}', organizationWords(session)), prompt: t('The name of the folder'), validateInput: (value) => (value.trim() === '' ? t('A folder needs a name.') : undefined) });
  if (name === undefined || !(await confirmChange(session, newFolderQuestion({ name: name.trim(), organization: organizationWords(session) })))) return undefined;
  return (await session.api.folders.create(session.organization, { name: name.trim() })).id;
}
