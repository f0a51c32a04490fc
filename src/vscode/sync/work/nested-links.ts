import * as vscode from 'vscode';
import { CancelledError } from '../../../base/cancellation';
import { t } from '../../../base/localize';
import { plainName } from '../../../base/plain-text';
import { parseLinks } from '../../../sync/store/links';
import { ask, showWarning } from '../../report';
import { addFolders, openFolder } from './misplaced';

const parentOf = (uri: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(uri, '..');
const linksIn = (folder: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(folder, '.stackmoxie', 'links.json');
const key = String;

/** Inner folders whose links the user has chosen to leave alone in this window. */
const leftAlone = new Set<string>();
/** Inner folders that were told of in this window. */
const toldOf = new Set<string>();

const memory = 'stackMoxie.nestedLinks';

/**
 * Says of folders below those of the workspace that have links of their own that these do not count here: once in a window,
 * and never again where the user says so.
 * @param found files of links
 */
export async function tellOfNested(
  found: readonly vscode.Uri[],
  memento: Pick<vscode.Memento, 'get' | 'update'>,
): Promise<void> {
  const silenced = memento.get<readonly string[]>(memory) ?? [];
  const opened = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => key(uri));
  const known = new Set([...silenced, ...opened, ...toldOf]);
  const inner = [
    ...new Map(found.map((links) => parentOf(parentOf(links))).map((folder) => [key(folder), folder])).values(),
  ].filter((folder) => !known.has(key(folder)));
  const linked = (await Promise.all(inner.map(async (folder) => ((await hasLinks(folder)) ? [folder] : [])))).flat();
  const [first] = linked;
  if (!first) return;
  for (const folder of linked) toldOf.add(key(folder));
  const silence = {
    title: t("Don't Show Again"),
    run: () => memento.update(memory, [...silenced, ...linked.map(key)]),
  };
  showWarning(
    `${nestedWords(linked)} ${consequence()}`,
    ...(linked.length === 1 ? [openFolder(first)] : []),
    addFolders(linked),
    silence,
  );
}

/** A file that a command means, the workspace folder around it, and whether it is linked in that. */
interface Meant {
  readonly root: vscode.Uri;
  readonly isLinked: (file: vscode.Uri) => Promise<boolean>;
}

/**
 * Asks about a file below a folder that has links of its own and is not opened itself: here these do not count, and a push would
 * make a second scenario. Throws a `CancelledError` where the user does not go on.
 */
export async function checkNested(file: vscode.Uri, { root, isLinked }: Meant): Promise<void> {
  const inner = await innerFolder(file, root);
  if (!inner || leftAlone.has(key(inner)) || (await isLinked(file))) return;
  const goOn = t('Continue Here');
  const ways = [openFolder(inner), addFolders([inner])];
  const picked = await ask(nestedWords([inner]), consequence(), ...ways.map(({ title }) => title), goOn);
  if (picked !== goOn) {
    await ways.find(({ title }) => title === picked)?.run();
    throw new CancelledError();
  }
  leftAlone.add(key(inner));
}

function nestedWords(folders: readonly vscode.Uri[]): string {
  const names = folders.slice(0, 3).map((folder) => plainName(vscode.workspace.asRelativePath(folder), ''));
  if (folders.length === 1) return t('The folder {0} has its own links to scenarios.', names.join());
  return t(
    '{0} folders have their own links to scenarios: {1}.',
    folders.length,
    [...names, ...(folders.length > names.length ? ['…'] : [])].join(', '),
  );
}

const consequence = (): string =>
  t(
    'Links count only in a folder that is opened directly. Here its files count as not linked, and a push could create their scenarios a second time.',
  );

/** The innermost folder between a file and the workspace folder that has links of its own. */
async function innerFolder(file: vscode.Uri, root: vscode.Uri): Promise<vscode.Uri | undefined> {
  const base = root.path.replace(/\/$/, '');
  for (let folder = parentOf(file); folder.path.startsWith(`${base}/`); folder = parentOf(folder)) {
    if (folder.path !== `${base}/` && (await hasLinks(folder))) return folder;
  }
  return undefined;
}

async function hasLinks(folder: vscode.Uri): Promise<boolean> {
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(linksIn(folder)));
    return parseLinks(text).links.length > 0;
  } catch {
    return false;
  }
}
