import { CancelledError } from '../../../base/cancellation';
import * as vscode from 'vscode';
import type { Log } from '../../../base/log';
import { t } from '../../../base/localize';
import type { ApplyOptions } from '../../../sync/apply/apply';
import type { Direction, Plan } from '../../../sync/plan/plan';
import type { Summary } from '../../../sync/apply/summary';
import { organizationWords, scenarioWords } from '../../../view/sync/messages/names';
import { withProgress } from '../../report';
import type { ExchangeWorld, Job } from './job';
import type { SyncFolder } from '../folder/sync-folders';

/** Makes a plan; the user sees that something goes on, and may stop it where it takes long. */
export async function makePlan(
  folder: SyncFolder,
  isLong: boolean,
  plan: (cancellation: vscode.CancellationToken) => Promise<Plan>,
): Promise<Plan> {
  return withProgress(
    t('Comparing with {0}', organizationWords(folder.session)),
    isLong ? 'cancellable' : 'statusBar',
    (_, cancellation) => plan(cancellation),
  );
}

const titleOf = (direction: Direction, organization: string): string =>
  direction === 'pull' ? t('Pulling from {0}', organization) : t('Pushing to {0}', organization);

/** Does what was agreed to, telling how far it is; several can be stopped in between. */
export async function carryOut(
  world: ExchangeWorld,
  { folder, plan, direction, placing }: Job,
  options: ApplyOptions & { readonly isSingle?: boolean } = {},
): Promise<Summary> {
  const { isSingle = false, ...how } = options;
  const title = titleOf(direction, organizationWords(folder.session));
  const where = isSingle ? 'statusBar' : 'cancellable';
  const summary = await withProgress(title, where, async (progress, cancellation) => {
    const placed = placing ? await placing.place(plan) : plan;
    return folder.engine.apply(placed, {
      ...how,
      ...(isSingle ? {} : { cancellation }),
      progress: (done, total, { item }) =>
        progress.report(t('{0} of {1}: {2}', done, total, scenarioWords(item)), 100 / total),
    });
  });
  await savePushed(folder, summary);
  lookAgain(world, folder);
  return summary;
}

/** What was pushed from an editor that was not saved is saved, for the cloud has it already. What was typed since is not. */
export async function savePushed(folder: SyncFolder, { results }: Summary): Promise<void> {
  const texts = new Map(
    results.flatMap(({ item, outcome }) =>
      outcome === 'done' && item.direction === 'push' && item.path !== undefined
        ? [[folder.uriOf(item.path).toString(), item.seen.text] as const]
        : [],
    ),
  );
  const dirty = vscode.workspace.textDocuments.filter(
    (document) => document.isDirty && texts.get(document.uri.toString()) === document.getText(),
  );
  await Promise.all(dirty.map((document) => document.save()));
}

/** What is shown of the folder is looked at again, where somebody looks; nobody waits for it. */
export function lookAgain({ log }: { readonly log: Log }, folder: SyncFolder): void {
  if (!folder.status) return;
  folder.refresh().catch((error: unknown) => {
    if (error instanceof CancelledError) return;
    const message = error instanceof Error ? error.message : String(error);
    log.warn(`The changes could not be looked at again: ${message}`);
  });
}
