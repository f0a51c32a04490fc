import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../../base/dispose';
import { t } from '../../../base/localize';
import { plainName } from '../../../base/plain-text';
import type { NewInCloud } from '../../../view/sync/drift/changes-list';
import { driftLooks, driftWords, type Drifted } from '../../../view/sync/drift/drift';
import { organizationWords } from '../../../view/sync/messages/names';
import { menuState } from '../../../view/sync/drift/row-marks';
import { commands, rowScheme } from '../../ids';
import { type SeenFolder, type SeenFolders } from './seen-folders';
import type { SyncFolder } from '../folder/sync-folders';

/** What commands are told of a line of Source Control. */
export interface ChangeState extends vscode.SourceControlResourceState {
  readonly scenarioId?: number | undefined;
  /** The workspace folder that it is of. */
  readonly workspaceFolder: vscode.Uri;
  /** Whether there is a file at `resourceUri`. */
  readonly hasFile: boolean;
}

/** Lists in Source Control what drifted, for each folder that has links. */
export class SourceControls implements Disposable {
  readonly #store = new DisposableStore();
  readonly #controls = new Map<string, FolderControl>();

  constructor(
    private readonly seen: SeenFolders,
    private readonly baseOf: (file: vscode.Uri) => Promise<vscode.Uri | undefined>,
  ) {
    this.#store.add(seen.onDidChange(() => this.#draw()));
  }

  dispose(): void {
    for (const control of this.#controls.values()) control.dispose();
    this.#controls.clear();
    this.#store.dispose();
  }

  #draw(): void {
    const wanted = this.seen.all.filter(({ list }) => list.hasLinks);
    const keys = new Set(wanted.map(({ folder }) => folder.uri.toString()));
    for (const [key, control] of [...this.#controls]) {
      if (keys.has(key)) continue;
      control.dispose();
      this.#controls.delete(key);
    }
    for (const seen of wanted) this.#control(seen.folder).draw(seen);
  }

  #control(folder: SyncFolder): FolderControl {
    const key = folder.uri.toString();
    const control = this.#controls.get(key) ?? new FolderControl(folder, this.baseOf);
    this.#controls.set(key, control);
    return control;
  }
}

class FolderControl implements Disposable {
  readonly #store = new DisposableStore();
  readonly #control: vscode.SourceControl;
  readonly #changes: vscode.SourceControlResourceGroup;
  readonly #incoming: vscode.SourceControlResourceGroup;
  #linked = '';

  constructor(
    { uri }: SyncFolder,
    private readonly baseOf: (file: vscode.Uri) => Promise<vscode.Uri | undefined>,
  ) {
    this.#control = this.#store.add(vscode.scm.createSourceControl('stackMoxie', 'Stack Moxie', uri));
    this.#control.inputBox.visible = false;
    this.#changes = this.#store.add(this.#control.createResourceGroup('changes', t('Changes')));
    this.#incoming = this.#store.add(this.#control.createResourceGroup('incoming', t('Incoming')));
    this.#changes.hideWhenEmpty = true;
    this.#incoming.hideWhenEmpty = true;
  }

  draw({ folder, list, status }: SeenFolder): void {
    this.#changes.resourceStates = list.changes.map((file) => changeState(folder, file));
    this.#incoming.resourceStates = list.incoming.map((file) =>
      file.state === 'cloudOnly' ? newState(folder, file) : changeState(folder, file),
    );
    this.#control.count = list.count;
    const linked = status.files.map(({ path, id }) => (id === undefined ? '' : `${path ?? ''} ${id}`)).join('\n');
    // The editor asks for what a file is held against when it opens it; files that are linked later are told by another provider.
    const provideOriginalResource = (uri: vscode.Uri): Promise<vscode.Uri | undefined> =>
      folder.pathOf(uri) === undefined ? Promise.resolve(undefined) : this.baseOf(uri);
    if (linked !== this.#linked) this.#control.quickDiffProvider = { provideOriginalResource };
    this.#linked = linked;
  }

  dispose(): void {
    this.#store.dispose();
  }
}

/** What a click shows, by what there is to compare. */
const clicks: Readonly<Record<Drifted['state'], { readonly command: string; readonly title: () => string }>> = {
  localChanges: { command: commands.compareWithBase, title: () => t('Compare with Base') },
  moved: { command: commands.compareWithBase, title: () => t('Compare with Base') },
  cloudChanges: { command: commands.compareWithCloud, title: () => t('Compare with Cloud') },
  behind: { command: commands.compareWithBase, title: () => t('Compare with Base') },
  conflict: { command: commands.compareWithCloud, title: () => t('Compare with Cloud') },
  deletedInCloud: { command: commands.compareWithBase, title: () => t('Compare with Base') },
  deletedHere: { command: commands.openScenario, title: () => t('Open Scenario') },
  unreadable: { command: commands.compareWithBase, title: () => t('Compare with Base') },
};

const icons: Readonly<Record<Drifted['state'], string>> = {
  localChanges: 'arrow-up',
  moved: 'arrow-right',
  cloudChanges: 'arrow-down',
  behind: 'arrow-down',
  conflict: 'warning',
  deletedInCloud: 'trash',
  deletedHere: 'trash',
  unreadable: 'question',
};

function changeState(folder: SyncFolder, file: Drifted): ChangeState {
  const resourceUri = folder.uriOf(file.path ?? file.name);
  const hasFile = file.state !== 'deletedHere';
  const { command, title } = clicks[file.state];
  return {
    resourceUri,
    scenarioId: file.id,
    workspaceFolder: folder.uri,
    hasFile,
    contextValue: menuState(file.state),
    command: {
      command,
      title: title(),
      arguments: [hasFile ? resourceUri : { scenarioId: file.id, organization: folder.session.organization }],
    },
    decorations: {
      strikeThrough: file.state === 'deletedHere' || file.state === 'deletedInCloud',
      tooltip: `${organizationWords(folder.session)}: ${driftWords(file)}`,
      iconPath: new vscode.ThemeIcon(icons[file.state], new vscode.ThemeColor(driftLooks[file.state].color)),
    },
  };
}

/** A scenario without a file is called by its name: the editor shows the end of an address, and what stands before it as where it is. */
function newState(folder: SyncFolder, { id, name }: NewInCloud): ChangeState {
  const label = plainName(name, String(id)).replaceAll('/', '∕');
  return {
    resourceUri: vscode.Uri.from({ scheme: rowScheme, path: `/${t('new in the cloud')}/${label}`, query: String(id) }),
    scenarioId: id,
    workspaceFolder: folder.uri,
    hasFile: false,
    contextValue: 'cloudOnly',
    command: {
      command: commands.openScenario,
      title: t('Open Scenario'),
      arguments: [{ scenarioId: id, organization: folder.session.organization }],
    },
    decorations: {
      faded: true,
      tooltip: t('New in the cloud. Pull it to get a file'),
      iconPath: new vscode.ThemeIcon('cloud'),
    },
  };
}
