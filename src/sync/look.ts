import type { Cancellation } from '../base/cancellation';
import { t } from '../base/localize';
import type { Id } from '../wire/payload';
import type { Folder, NotificationGroup, Scenario } from '../wire/records';
import type { Desk } from './desk';
import type { JournalEntry, UnreadableNote } from './journal';
import { contradictions, type Link, type LinksFile } from './links';
import { isScenarioPath, samePath } from './names';
import { present } from './present';
import { recover } from './recover';
import { References } from './references';
import { several } from '../base/several';

/** Local reads that run at once. */
export const filesAtOnce = 16;

/** Requests that run at once. */
export const requestsAtOnce = 4;

/** A link that can be used, by the path that the file has on the disk. */
export interface LinkedFile {
  readonly id: Id;
  readonly path: string;
}

/** The folder, the links and the cloud at one time. */
export interface Look {
  /** When it was begun, as `ItemTurns` counts: what was changed since is looked at again. */
  readonly began: number;
  readonly links: readonly LinkedFile[];
  readonly problems: readonly string[];
  /** Files that no link names. */
  readonly unlinked: readonly string[];
  /** All paths that are in use or named by a link. */
  readonly paths: readonly string[];
  readonly scenarios: ReadonlyMap<Id, Scenario>;
  readonly references: References;
  /** Whether links contradict each other about it, or another window works on it. */
  readonly isHeld: (of: { readonly path?: string; readonly id?: Id }) => 'contradiction' | 'busy' | undefined;
  /** What is wrong with the lines that link scenarios to no path of a scenario file, and what helps. */
  readonly badPaths: ReadonlyMap<Id, string>;
}

/** What scenarios name by numbers. */
export interface Named {
  readonly folders: readonly Folder[];
  readonly groups: readonly NotificationGroup[];
}

export interface LookOptions {
  /** Only these scenarios are asked about, one by one, where that costs fewer requests than the list. */
  readonly only?: readonly Id[];
  /** What is known of the scenarios already: then nobody asks. */
  readonly known?: readonly Scenario[];
  /** What is known of folders and groups already. */
  readonly named?: Named;
  readonly cancellation?: Cancellation;
}

/** Looks at everything, and first puts in order what a killed process left. */
export async function look(desk: Desk, options: LookOptions = {}): Promise<Look> {
  const began = desk.turns.now;
  const before = await desk.journal.read(desk.organization);
  const hasLostCreates = before.cutOff.some(({ intents }) => intents.some(({ what }) => what === 'create'));
  const [scenarios, folders, groups] = await Promise.all([
    askScenarios(desk, hasLostCreates ? present({ cancellation: options.cancellation }) : options),
    options.named?.folders ?? desk.cloud.folders(options.cancellation),
    options.named?.groups ?? desk.cloud.notificationGroups(options.cancellation),
  ]);
  const references = new References({ folders, groups });
  const isWhole = options.only === undefined || hasLostCreates;
  const unreadable = await setAside(desk, before.unreadable);
  const recovered = await recover(desk, { cutOff: before.cutOff, references, ...(isWhole ? { scenarios } : {}) });
  const files = await desk.files.list();
  const links = await desk.links.read();
  return { began, ...arrange(desk.organization, { links, files, going: before.going }), problems: [...links.problems, ...unreadable, ...recovered], scenarios: new Map(scenarios.map((scenario) => [scenario.id, scenario])), references };
}

/** Notes that cannot be read keep nothing from being looked at. @returns what to tell of them */
async function setAside({ journal }: Desk, notes: readonly UnreadableNote[]): Promise<readonly string[]> {
  return Promise.all(
    notes.map(async (note) => {
      // Where the disk takes nothing, it is left where it is.
      const kept = await journal.setAside(note).catch(() => note.place);
      return t('A note about an unfinished push or pull cannot be read. It is ignored and kept in .stackmoxie/{0}. See whether a scenario is missing, or there twice.', kept);
    }),
  );
}

async function askScenarios({ cloud }: Desk, { only, known, cancellation }: LookOptions): Promise<readonly Scenario[]> {
  if (known) return known;
  if (!only) return cloud.scenarios(cancellation);
  const found = await several(only, (id) => cloud.scenario(id, cancellation), { atOnce: requestsAtOnce });
  return found.filter((scenario) => scenario !== undefined);
}

interface Found {
  readonly links: LinksFile;
  readonly files: readonly string[];
  readonly going: readonly JournalEntry[];
}

/** Links and files, brought together. */
export function arrange(organization: string, { links, files, going }: Found): Pick<Look, 'links' | 'unlinked' | 'paths' | 'isHeld' | 'badPaths'> {
  const own = links.links.filter((link) => link.organization === organization && isScenarioPath(link.path));
  const contradicting = new Set(contradictions(own).flatMap((contradiction) => contradiction.links));
  const onDisk = new Map(files.map((path) => [samePath(path), path]));
  const usable = own.filter((link) => !contradicting.has(link)).map(({ id, path }): LinkedFile => ({ id, path: onDisk.get(samePath(path)) ?? path }));
  const linkedIds = new Set(usable.map(({ id }) => id));
  const badPaths = new Map(links.badPaths.filter((bad) => bad.organization === organization && !linkedIds.has(bad.id)).map(({ id, words }) => [id, words]));
  const linkedPaths = new Set(own.map(({ path }) => samePath(path)));
  const busy = going.flatMap(({ intents }) => intents).map((intent) => (intent.what === 'rename' ? { path: intent.to, id: intent.id } : intent.what === 'link' ? intent : { path: intent.path }));
  return {
    links: usable,
    unlinked: files.filter((path) => !linkedPaths.has(samePath(path))),
    paths: [...files, ...own.map(({ path }) => path), ...busy.map(({ path }) => path)],
    isHeld: holder([...contradicting], busy),
    badPaths,
  };
}

type Thing = { readonly path?: string; readonly id?: Id };

function holder(contradicting: readonly Link[], busy: readonly Thing[]): Look['isHeld'] {
  const keysOf = ({ path, id }: Thing): readonly string[] => [...(path === undefined ? [] : [`file ${samePath(path)}`]), ...(id === undefined ? [] : [`scenario ${id}`])];
  const [inContradiction, inWork] = [new Set(contradicting.flatMap(keysOf)), new Set(busy.flatMap(keysOf))];
  return (of) => {
    const keys = keysOf(of);
    if (keys.some((key) => inContradiction.has(key))) return 'contradiction';
    return keys.some((key) => inWork.has(key)) ? 'busy' : undefined;
  };
}
