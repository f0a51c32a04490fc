import { carryOutChoice, choice } from '../../report';
import * as vscode from 'vscode';
import { DisposableStore } from '../../../base/dispose';
import { t } from '../../../base/localize';
import type { StoredBackup } from '../../../sync/store/backups';
import { present } from '../../../sync/model/present';
import { backupRow } from '../../../view/sync/prompts/backup-row';
import { syncScheme } from '../../ids';
import { time } from '../../time';
import type { ExchangeWorld } from '../work/job';
import { compareWithText, showAlone } from '../work/show-text';
import type { SyncFolder } from '../folder/sync-folders';

interface BackupItem extends vscode.QuickPickItem {
  readonly backup: StoredBackup;
}

/** How long somebody stays at a backup before it is shown, in milliseconds. */
const pauseMs = 150;

/** Asks for a backup. The one that is gone to is shown beside what is there now; the editors are as before where none is chosen. */
export async function pickBackup(
  world: ExchangeWorld,
  folder: SyncFolder,
  backups: readonly StoredBackup[],
): Promise<StoredBackup | undefined> {
  const store = new DisposableStore();
  const pick = store.add(vscode.window.createQuickPick<BackupItem>());
  // Who uses a mouse goes nowhere without choosing.
  const compare = { iconPath: new vscode.ThemeIcon('diff'), tooltip: t('Compare with Current Version') };
  pick.title = t('Restore Backup in {0}', folder.name);
  pick.placeholder = t(
    'Newest first. The selected backup is compared with the current version. Press Enter to restore it.',
  );
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.ignoreFocusOut = true;
  pick.items = backups.map((backup) => ({
    ...backupRow(backup, { time, now: world.clock.now() }),
    buttons: [compare],
    backup,
  }));
  const back = placeNow();
  const comparisons = new Comparisons(world, folder);
  store.add(pick.onDidChangeActive(([item]) => comparisons.showSoon(item?.backup)));
  store.add(pick.onDidTriggerItemButton(({ item }) => comparisons.show(item.backup)));
  try {
    const picked = await new Promise<StoredBackup | undefined>((resolve) => {
      store.add(pick.onDidAccept(() => resolve((pick.selectedItems[0] ?? pick.activeItems[0])?.backup)));
      store.add(pick.onDidHide(() => resolve(undefined)));
      pick.show();
    });
    await comparisons.end();
    if (!picked) await back();
    return picked;
  } finally {
    store.dispose();
  }
}

/** Shows one backup after the other. */
class Comparisons {
  #wanted: StoredBackup | undefined;
  #isOver = false;
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly world: ExchangeWorld,
    private readonly folder: SyncFolder,
  ) {}

  /** Once somebody stays there. */
  showSoon(backup: StoredBackup | undefined): void {
    if (backup === this.#wanted) return;
    this.#wanted = backup;
    void this.world.clock.sleep(pauseMs).then(() => {
      if (backup && backup === this.#wanted && !this.#isOver) this.show(backup);
    });
  }

  show(backup: StoredBackup): void {
    const compare = choice(t('Compare'), () => compareBackup(this.world, this.folder, backup));
    this.#last = this.#last.then(() => carryOutChoice(compare));
  }

  /** Nothing is shown after that. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.#last;
  }
}

async function compareBackup(
  world: ExchangeWorld,
  folder: SyncFolder,
  { name, path, text, when }: StoredBackup,
): Promise<void> {
  const what = time.moment(when, world.clock.now());
  if (path !== undefined && (await isThere(folder.uriOf(path))))
    await compareWithText(world, folder, { name, path, text, what, preserveFocus: true });
  else await showAlone(world, text, { name: `${name} (${what})`, preserveFocus: true });
}

/** Remembers what is shown. @returns what shows it again, and closes what was shown meanwhile */
function placeNow(): () => Promise<void> {
  const { document, selection, viewColumn } = vscode.window.activeTextEditor ?? {};
  return async () => {
    await vscode.window.tabGroups.close(
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(isComparison),
      true,
    );
    if (
      !document ||
      vscode.window.activeTextEditor?.document.uri.toString() === document.uri.toString() ||
      (document.isClosed && document.isUntitled)
    )
      return;
    await vscode.window.showTextDocument(document.uri, { preview: true, ...present({ selection, viewColumn }) });
  };
}

const isComparison = ({ input, isPreview }: vscode.Tab): boolean =>
  isPreview &&
  ((input instanceof vscode.TabInputText && input.uri.scheme === syncScheme) ||
    (input instanceof vscode.TabInputTextDiff && input.original.scheme === syncScheme));

export const isThere = async (uri: vscode.Uri): Promise<boolean> =>
  vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
