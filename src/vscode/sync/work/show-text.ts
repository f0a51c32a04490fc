import * as vscode from 'vscode';
import { lastPart } from '../../../base/last-part';
import { t } from '../../../base/localize';
import { plainName } from '../../../base/plain-text';
import type { PlanItem } from '../../../sync/plan/plan';
import { present } from '../../../sync/model/present';
import { organizationWords, scenarioWords } from '../../../view/sync/messages/names';
import type { SyncFolder } from '../folder/sync-folders';
import type { DocumentTitle } from '../texts/virtual-documents';

const ending = '.crank.yml';

/** Where texts are held that are no files. */
interface TextsWorld {
  readonly documents: { add(text: string, title: DocumentTitle): vscode.Uri };
}

interface Diff {
  readonly left: { readonly text: string; readonly name: string };
  /** A file, or what is said where there is none. */
  readonly right: { readonly path: string } | { readonly nothing: string };
  readonly title: string;
  /** Whoever is choosing goes on choosing. */
  readonly preserveFocus?: boolean;
}

/** Opens a comparison; what is no file is held in memory and cannot be changed. */
async function showDiff(
  { documents }: TextsWorld,
  folder: SyncFolder,
  { left, right, title, preserveFocus = false }: Diff,
): Promise<void> {
  // Nothing is no scenario: nobody should look for problems in it.
  const other = 'path' in right ? folder.uriOf(right.path) : documents.add('', { name: right.nothing, ending: '.txt' });
  await vscode.commands.executeCommand(
    'vscode.diff',
    documents.add(left.text, { name: left.name, ending }),
    other,
    title,
    { preview: true, preserveFocus },
  );
}

/** The scenario as the cloud has it, beside its file. */
export async function compareItem(world: TextsWorld, folder: SyncFolder, item: PlanItem): Promise<void> {
  const name = scenarioWords(item);
  const organization = organizationWords(folder.session);
  const theirs = folder.engine.textOfTheirs(item, item.seen.text) ?? '';
  const hasFile = item.path !== undefined && item.seen.text !== undefined;
  const left = { text: theirs, name: `${name} (${organization})` };
  const file = hasFile ? lastPart(item.path) : t('no file yet');
  await showDiff(world, folder, {
    left,
    right: hasFile ? { path: item.path } : { nothing: file },
    title: t('{0} ({1}) ↔ {2}', name, organization, file),
  });
}

/** A file as it was. */
export interface Past {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** Which past it is. */
  readonly what: string;
  readonly preserveFocus?: boolean;
}

/** A text that is known, a file's past, beside the file as it is. */
export async function compareWithText(
  world: TextsWorld,
  folder: SyncFolder,
  { name, path, text, what, preserveFocus }: Past,
): Promise<void> {
  await showDiff(world, folder, {
    ...present({ preserveFocus }),
    left: { text, name: `${plainName(name, '')} (${what})` },
    right: { path },
    title: t('{0} ({1}) ↔ {2}', plainName(name, lastPart(path)), what, lastPart(path)),
  });
}

/** Opens a file of the folder, at a line where one is told (from 1). */
export async function openFile(folder: SyncFolder, path: string, line = 1): Promise<void> {
  const at = new vscode.Position(Math.max(0, line - 1), 0);
  await vscode.window.showTextDocument(folder.uriOf(path), {
    preview: true,
    ...(line > 1 ? { selection: new vscode.Range(at, at) } : {}),
  });
}

/** Opens a text to be read, which is no scenario. */
export async function showPlain({ documents }: TextsWorld, text: string, name: string): Promise<void> {
  await vscode.window.showTextDocument(documents.add(text, { name, ending: '.txt' }), { preview: true });
}

/** Opens a text that has nothing to stand beside. */
export async function showAlone(
  { documents }: TextsWorld,
  text: string,
  { name, preserveFocus = false }: { readonly name: string; readonly preserveFocus?: boolean },
): Promise<void> {
  await vscode.window.showTextDocument(documents.add(text, { name, ending }), { preview: true, preserveFocus });
}
