import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../../base/dispose';
import { t } from '../../../base/localize';
import type { Listing, RowMarks } from '../../../view/row-mark';
import { rowMarks } from '../../../view/sync/drift/row-marks';
import { run, type CommandHandler } from '../../commands';
import { commands, syncCommands, type SyncCommandId } from '../../ids';
import { showInformation, withProgress } from '../../report';
import { BaseDocuments } from './base-documents';
import { createChangesItem } from './changes-item';
import { DriftDecorations } from './drift-decorations';
import type { ErrorsIn } from '../work/errors-of-files';
import { tellOfLinkProblems } from './link-problems';
import { followMovedFiles } from './moved-files';
import { PushOnSave } from '../work/push-on-save';
import { Refresher } from './refresh';
import { SeenFolders } from './seen-folders';
import { SourceControls } from './source-control';
import type { SyncFolders, SyncFoldersWorld } from '../folder/sync-folders';

export interface DriftWorld extends SyncFoldersWorld {
  readonly folders: SyncFolders;
  readonly errorsIn: ErrorsIn;
  /** Shows in the view how files stand. */
  readonly mark: (marks: RowMarks) => void;
  readonly say: (error: unknown) => string;
}

export interface Drift extends Disposable {
  readonly handlers: Partial<Record<SyncCommandId, CommandHandler>>;
}

/** Shows at a glance how files and cloud stand, and keeps it fresh. */
export function startDrift({ folders, sessions, clock, log, say, errorsIn, mark }: DriftWorld): Drift {
  const store = new DisposableStore();
  const seen = store.add(new SeenFolders());
  const organization = (): string | undefined => {
    const { state } = sessions.bindings;
    return state.kind === 'bound' ? state.binding.organization.uuid : undefined;
  };
  const decorations = store.add(new DriftDecorations(seen, organization));
  const markRows = (): void => {
    const shown = organization() ?? '';
    const own = seen.all.filter(({ folder }) => folder.session.organization === shown);
    const listing = newest(own.flatMap(({ folder }) => folder.listing ?? []));
    const files = own.flatMap(({ status }) => status.files);
    mark({ ...rowMarks(shown, files), listing });
  };
  store.add(seen.onDidChange(markRows));
  store.add(
    sessions.onDidChange(() => {
      decorations.update();
      markRows();
    }),
  );
  store.add(createChangesItem(seen, () => clock.now()));
  const bases = store.add(new BaseDocuments(folders));
  store.add(new SourceControls(seen, (file) => bases.of(file)));
  store.add(tellOfLinkProblems(seen));
  const refresher = store.add(new Refresher({ folders, seen, clock, log, say }));
  store.add(followMovedFiles({ folders, refresher, log }));
  store.add(new PushOnSave({ folders, log, say, errorsIn }));
  return {
    handlers: {
      [syncCommands.refreshChanges]: () => refreshChanges({ folders, refresher, seen }),
      [syncCommands.showChanges]: () => showChanges(seen),
    },
    dispose: () => store.dispose(),
  };
}

const newest = (listings: readonly Listing[]): Listing | undefined =>
  listings.reduce<Listing | undefined>((best, listing) => (best && best.at >= listing.at ? best : listing), undefined);

/** What Source Control lists of a folder: paths, and of scenarios without a file their names. */
export interface ShownChanges {
  readonly folder: string;
  readonly changes: readonly string[];
  readonly incoming: readonly string[];
  readonly problems: readonly string[];
}

const shown = (seen: SeenFolders): readonly ShownChanges[] =>
  seen.all.map(({ folder, list, status, failure }) => ({
    folder: folder.uri.toString(),
    changes: list.changes.map(({ state, path, name }) => `${state} ${path ?? name}`),
    incoming: list.incoming.map(({ state, path, name }) => `${state} ${path ?? name}`),
    problems: [...status.problems, ...(failure === undefined ? [] : [failure])],
  }));

interface Refreshing {
  readonly folders: SyncFolders;
  readonly refresher: Refresher;
  readonly seen: SeenFolders;
}

async function refreshChanges({ folders, refresher, seen }: Refreshing): Promise<readonly ShownChanges[]> {
  // Says what is missing where no folder has an organization.
  if ((await folders.all()).length === 0) await folders.at(undefined);
  const linked = await withProgress(t('Checking the cloud'), 'statusBar', (_progress, cancellation) =>
    refresher.ask(cancellation),
  );
  if (linked.length === 0) sayNothingLinked();
  return shown(seen);
}

const sayNothingLinked = (): void =>
  showInformation(t('No file of this workspace is linked to a scenario yet.'), {
    title: t('Pull Everything'),
    run: () => run(commands.pullAll),
  });

async function showChanges(seen: SeenFolders): Promise<readonly ShownChanges[]> {
  if (seen.all.length === 0) sayNothingLinked();
  await vscode.commands.executeCommand('workbench.view.scm');
  return shown(seen);
}
