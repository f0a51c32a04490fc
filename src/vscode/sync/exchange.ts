import { DisposableStore, type Disposable } from '../../base/dispose';
import type { CommandHandler } from '../commands';
import type { SyncCommandId } from '../ids';
import { backupCommands } from './backup-commands';
import { compareCommands } from './compare-commands';
import type { ExchangeWorld } from './job';
import { Merges } from './merges';
import { askKin, askResolution, previewCommands } from './preview-commands';
import { Preview } from './preview-view';
import { pullCommands } from './pull-commands';
import { pushCommands } from './push-commands';
import { closeStaleTabs } from './stale-tabs';
import { VirtualDocuments } from './virtual-documents';
import type { FoldersInUse } from './which-folder';

/** The commands that bring scenarios here and there, compare them, and end conflicts. */
export interface Exchange extends Disposable {
  readonly handlers: Partial<Record<SyncCommandId, CommandHandler>>;
}

export function createExchange({ folders, sessions, clock, log, say, errorsIn }: Pick<ExchangeWorld, 'clock' | 'log' | 'say' | 'errorsIn'> & FoldersInUse): Exchange {
  const store = new DisposableStore();
  const documents = store.add(new VirtualDocuments());
  void closeStaleTabs().catch((error: unknown) => log.warn(`Tabs of an earlier window could not be closed: ${String(error)}`));
  const merges = store.add(new Merges({ documents, log, say, clock }));
  const preview = store.add(new Preview(clock, { resolution: (item) => askResolution(item, clock.now()), kin: askKin }));
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
    handlers: { ...pullCommands(world), ...pushCommands(world), ...compareCommands(world), ...backupCommands(world), ...previewCommands(world, preview) },
    dispose: () => store.dispose(),
  };
}
