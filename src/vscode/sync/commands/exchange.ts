import type { Uri } from 'vscode';
import type { Clock } from '../../../base/clock';
import { DisposableStore, type Disposable } from '../../../base/dispose';
import { scenarioWords } from '../../../view/sync/messages/names';
import type { CommandHandler } from '../../commands';
import type { SyncCommandId } from '../../ids';
import { backupCommands } from './backup-commands';
import { compareCommands } from './compare-commands';
import type { ErrorsIn } from '../work/errors-of-files';
import type { ExchangeWorld, FailureWorld } from '../work/job';
import { Merges } from '../merge/merges';
import { askKin, askResolution, previewCommands } from '../preview/preview-commands';
import { Preview } from '../preview/preview-view';
import { pullCommands } from './pull-commands';
import { pushCommands } from './push-commands';
import { closeStaleTabs } from '../texts/stale-tabs';
import { VirtualDocuments } from '../texts/virtual-documents';
import type { FoldersInUse } from '../folder/which-folder';

/** The commands that bring scenarios here and there, compare them, and end conflicts. */
export interface Exchange extends Disposable {
  readonly handlers: Partial<Record<SyncCommandId, CommandHandler>>;
}

/** The file that an unfinished merge was of whose draft is the newest of its name. */
async function findDraft(
  folders: FoldersInUse['folders'],
  isMeant: (name: string) => boolean,
): Promise<Uri | undefined> {
  for (const folder of await folders.all()) {
    const draft = (await folder.engine.backups()).find(
      ({ why, path, ...backup }) => why === 'merge' && path !== undefined && isMeant(scenarioWords(backup)),
    );
    if (draft?.path !== undefined) return folder.uriOf(draft.path);
  }
  return undefined;
}

interface ExchangeNeeds extends FoldersInUse, FailureWorld {
  readonly clock: Clock;
  readonly errorsIn: ErrorsIn;
}

export function createExchange({ folders, sessions, clock, log, say, errorsIn }: ExchangeNeeds): Exchange {
  const store = new DisposableStore();
  const documents = store.add(new VirtualDocuments());
  void closeStaleTabs((isMeant) => findDraft(folders, isMeant)).catch((error: unknown) =>
    log.warn(`Tabs of an earlier window could not be closed: ${String(error)}`),
  );
  const merges = store.add(new Merges({ documents, log, say, clock }));
  const preview = store.add(
    new Preview(clock, { resolution: (item) => askResolution(item, clock.now()), kin: askKin }),
  );
  store.add(folders.onDidRebind(() => void preview.ownerMayHaveChanged()));
  const world: ExchangeWorld = {
    open: (uri) => folders.probed(uri),
    openUnasked: (uri) => folders.at(uri),
    inUse: { folders, sessions },
    clock,
    log,
    say,
    errorsIn,
    documents,
    showPreview: (job) => preview.show(job),
    merge: (job, item) => merges.begin(job, item),
  };
  return {
    handlers: {
      ...pullCommands(world),
      ...pushCommands(world),
      ...compareCommands(world),
      ...backupCommands(world),
      ...previewCommands(world, preview),
    },
    dispose: () => store.dispose(),
  };
}
