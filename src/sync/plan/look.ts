import type { Cancellation } from '../../base/cancellation';
import { t } from '../../base/localize';
import type { Id } from '../../wire/payload';
import type { Listed, Scenario } from '../../wire/records';
import { requestsAtOnce } from '../model/limits';
import type { Content } from '../model/content';
import type { SyncContext } from './context';
import type { Intent, JournalEntry, UnreadableNote } from '../store/journal';
import type { LinkedFile } from '../model/linked-file';
import { contradictions, type Link, type LinksFile } from '../store/links';
import { findMoves, type UnclearMove } from './moves';
import { isScenarioPath, samePath } from '../model/names';
import { present } from '../model/present';
import { recover } from './recover';
import { References, type Named } from '../model/references';
import { mapConcurrent } from '../../base/map-concurrent';

/** The cloud at one time. */
export interface CloudLook {
  /** When it was begun, as `ItemTurns` counts: what was changed since is looked at again. */
  readonly began: number;
  readonly scenarios: ReadonlyMap<Id, Scenario>;
  /** Whether the cloud listed a scenario whose number cannot be read: what is not among `scenarios` may be there all the same. */
  readonly isGoneUnknown: boolean;
  readonly references: References;
}

/** The folder and its links at one time. */
interface FolderLook {
  readonly links: readonly LinkedFile[];
  /** Files that no link names and that are no moved ones. */
  readonly unlinked: readonly string[];
  /** Files of `unlinked` that may be linked ones that were moved. */
  readonly unclear: readonly UnclearMove[];
  /** All paths that are in use or named by a link. */
  readonly paths: readonly string[];
  /** Whether links contradict each other about it, or another window works on it. */
  readonly isHeld: (of: Thing) => 'contradiction' | 'busy' | undefined;
  /** What is wrong with the lines that link scenarios to no path of a scenario file, and what helps. */
  readonly badPaths: ReadonlyMap<Id, string>;
}

/** A file, a scenario, or both. */
interface Thing {
  readonly path?: string;
  readonly id?: Id;
}

/** The folder, the links and the cloud at one time. */
export interface Look extends CloudLook, FolderLook {
  readonly problems: readonly string[];
  /** Files for which a scenario was to be created, the answer was lost, and nothing has been seen of it yet. */
  readonly unanswered: ReadonlySet<string>;
}

export interface LookOptions {
  /** Only these scenarios are asked about, one by one, where that costs fewer requests than the list. */
  readonly only?: readonly Id[];
  /** What is known of the scenarios already: then nobody asks. */
  readonly known?: Listed<Scenario>;
  /** What is known of folders and groups already. */
  readonly named?: Named;
  readonly cancellation?: Cancellation;
}

/** Looks at everything, and first puts in order what a killed process left. */
export async function look(context: SyncContext, options: LookOptions = {}): Promise<Look> {
  const began = context.turns.now;
  const before = await context.journal.read(context.organization);
  const hasLostCreates = before.cutOff.some(({ intents }) => intents.some(({ what }) => what === 'create'));
  const { scenarios, folders, groups } = await askCloud(context, options, hasLostCreates);
  const references = new References({ folders, groups });
  const isWhole = options.only === undefined || hasLostCreates;
  const unreadable = await setAside(context, before.unreadable);
  const recovered = await recover(context, { cutOff: before.cutOff, references, ...(isWhole ? { scenarios } : {}) });
  const unanswered = hasLostCreates ? await unansweredCreates(context) : new Set<string>();
  const files = await context.files.list();
  const links = await context.links.read();
  const known = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
  const contentOf = (id: Id): Content | undefined => {
    const scenario = known.get(id);
    return scenario?.definition ? context.contentOf(scenario, references) : undefined;
  };
  const arranged = await withMoves(
    context,
    arrange(context.organization, { links, files, going: before.going }),
    contentOf,
  );
  return {
    began,
    ...arranged,
    unanswered,
    problems: [...links.problems, ...unreadable, ...recovered],
    scenarios: known,
    isGoneUnknown: (scenarios.leftOut ?? 0) > 0,
    references,
  };
}

/** A create that was cut off is looked for among all scenarios. */
async function askCloud(
  context: SyncContext,
  options: LookOptions,
  hasLostCreates: boolean,
): Promise<Named & { readonly scenarios: Listed<Scenario> }> {
  const { named, cancellation } = options;
  const [scenarios, folders, groups] = await Promise.all([
    askScenarios(context, hasLostCreates ? present({ cancellation }) : options),
    named?.folders ?? context.cloud.folders(cancellation),
    named?.groups ?? context.cloud.notificationGroups(cancellation),
  ]);
  return { scenarios, folders, groups };
}

/** Notes that cannot be read keep nothing from being looked at. @returns what to tell of them */
async function setAside({ journal }: SyncContext, notes: readonly UnreadableNote[]): Promise<readonly string[]> {
  return Promise.all(
    notes.map(async (note) => {
      // Where the disk takes nothing, it is left where it is.
      const kept = await journal.setAside(note).catch(() => note.place);
      return t(
        'A record of an unfinished push or pull cannot be read. It is ignored and kept in .stackmoxie/{0}. Check whether a scenario is missing or duplicated.',
        kept,
      );
    }),
  );
}

/** What the journal still keeps after everything was looked for. */
async function unansweredCreates({ journal, organization }: SyncContext): Promise<ReadonlySet<string>> {
  const { cutOff } = await journal.read(organization);
  return new Set(
    cutOff
      .flatMap(({ intents }) => intents)
      .flatMap((intent) => (intent.what === 'create' && intent.isUnanswered === true ? [samePath(intent.path)] : [])),
  );
}

/** The linked files as the folder has them now, moved ones where they are. Makes no request; what no base tells is not known. */
export async function linkedNow(context: SyncContext): Promise<readonly LinkedFile[]> {
  const { going } = await context.journal.read(context.organization);
  const found = { links: await context.links.read(), files: await context.files.list(), going };
  return (await withMoves(context, arrange(context.organization, found), () => undefined)).links;
}

/** As the links say it, before files that were moved are found. */
interface Arranged extends Omit<FolderLook, 'unclear'> {
  /** Links to files that are not there. */
  readonly lost: readonly LinkedFile[];
}

/** Links follow files that were moved outside of the editor. */
async function withMoves(
  context: SyncContext,
  { lost, ...arranged }: Arranged,
  contentOf: (id: Id) => Content | undefined,
): Promise<FolderLook> {
  const { links, unlinked, isHeld } = arranged;
  const free = {
    lost: lost.filter((link) => !isHeld(link)),
    found: unlinked.filter((path) => isScenarioPath(path) && !isHeld({ path })),
  };
  const { to, unclear } = await findMoves(context, { ...free, contentOf });
  const taken = new Set(to.values());
  return {
    ...arranged,
    links: links.map((link) =>
      to.has(link.id) ? { id: link.id, path: to.get(link.id) ?? link.path, movedFrom: link.path } : link,
    ),
    unlinked: unlinked.filter((path) => !taken.has(path)),
    unclear,
  };
}

async function askScenarios(
  { cloud }: SyncContext,
  { only, known, cancellation }: LookOptions,
): Promise<Listed<Scenario>> {
  if (known) return known;
  if (!only) return cloud.scenarios(cancellation);
  const found = await mapConcurrent(only, (id) => cloud.scenario(id, cancellation), { atOnce: requestsAtOnce });
  return found.filter((scenario) => scenario !== undefined);
}

interface Found {
  readonly links: LinksFile;
  readonly files: readonly string[];
  readonly going: readonly JournalEntry[];
}

/** Links and files, brought together. */
function arrange(organization: string, { links, files, going }: Found): Arranged {
  const own = links.links.filter((link) => link.organization === organization && isScenarioPath(link.path));
  const contradicting = new Set(contradictions(own).flatMap((contradiction) => contradiction.links));
  const onDisk = new Map(files.map((path) => [samePath(path), path]));
  const usable = own
    .filter((link) => !contradicting.has(link))
    .map(({ id, path }): LinkedFile => ({ id, path: onDisk.get(samePath(path)) ?? path }));
  const linkedIds = new Set(usable.map(({ id }) => id));
  const badPaths = new Map(
    links.badPaths
      .filter((bad) => bad.organization === organization && !linkedIds.has(bad.id))
      .map(({ id, words }) => [id, words]),
  );
  const linkedPaths = new Set(own.map(({ path }) => samePath(path)));
  const busy = going.flatMap(({ intents }) => intents).map(thingOf);
  return {
    links: usable,
    lost: usable.filter(({ path }) => !onDisk.has(samePath(path))),
    unlinked: files.filter((path) => !linkedPaths.has(samePath(path))),
    paths: [...files, ...own.map(({ path }) => path), ...busy.map(({ path }) => path)],
    isHeld: holder([...contradicting], busy),
    badPaths,
  };
}

/** What will be there when an intent is carried out: a scenario that is created has no number yet. */
function thingOf(intent: Intent): Thing & { readonly path: string } {
  if (intent.what === 'create') return { path: intent.path };
  return { path: intent.what === 'rename' ? intent.to : intent.path, id: intent.id };
}

function holder(contradicting: readonly Link[], busy: readonly Thing[]): Look['isHeld'] {
  const keysOf = ({ path, id }: Thing): readonly string[] => [
    ...(path === undefined ? [] : [`file ${samePath(path)}`]),
    ...(id === undefined ? [] : [`scenario ${id}`]),
  ];
  const [inContradiction, inWork] = [new Set(contradicting.flatMap(keysOf)), new Set(busy.flatMap(keysOf))];
  return (of) => {
    const keys = keysOf(of);
    if (keys.some((key) => inContradiction.has(key))) return 'contradiction';
    return keys.some((key) => inWork.has(key)) ? 'busy' : undefined;
  };
}
