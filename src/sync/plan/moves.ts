import type { Id } from '../../wire/payload';
import { sameValue } from '../../scenario/edit/plain-value';
import { alignSteps } from '../diff/align';
import { filesAtOnce } from '../model/limits';
import { TimeSlicer } from '../../base/time-slices';
import type { Content } from '../model/content';
import type { SyncContext } from './context';
import { fingerprint } from '../model/fingerprint';
import { mapConcurrent } from '../../base/map-concurrent';
import type { LinkedFile } from '../model/linked-file';
import { pairOff, type Pair } from '../diff/pair-off';
import { readUnlinked, type UnlinkedFile } from './unlinked';
import { isSame } from '../diff/compare';

/** A linked file that is not where its link says, and what it said. */
interface Lost {
  readonly link: LinkedFile;
  readonly text?: string;
  readonly content: Content;
}

/** A file that may be another one that was moved. */
export interface UnclearMove {
  readonly id: Id;
  readonly from: string;
  readonly to: string;
}

export interface Moves {
  /** Where files are now, by their scenarios. */
  readonly to: ReadonlyMap<Id, string>;
  /** What a person has to tell. */
  readonly unclear: readonly UnclearMove[];
}

export interface Searching {
  /** Linked files that are not where their links say. */
  readonly lost: readonly LinkedFile[];
  /** Files that no link names. */
  readonly found: readonly string[];
  /** What a scenario says: where no base is, its file is known by that. */
  readonly contentOf: (id: Id) => Content | undefined;
}

/** Comparisons of each with each; where there would be more, only files are compared that share a name, a path's end or all steps. */
const mostComparisons = 2_500;
/** Files that share one of these; more cannot be told apart by it. */
const mostAlike = 50;
/** More files are read only if their scenarios have names that are looked for. */
const mostRead = 300;

const none: Moves = { to: new Map(), unclear: [] };

/** Finds linked files that were moved outside of the editor, by what they say; one file for each scenario. Makes no request. */
export async function findMoves(
  context: SyncContext,
  { lost: links, found: paths, contentOf }: Searching,
): Promise<Moves> {
  if (links.length === 0 || paths.length === 0) return none;
  const lost = await readLost(context, links, contentOf);
  if (lost.length === 0) return none;
  const names = new Set(lost.map(({ content }) => content.name));
  const found = await readUnlinked(context, paths, (name) => paths.length <= mostRead || names.has(name));
  const slicer = new TimeSlicer(context.clock);
  const pairs: Pair<Lost, UnlinkedFile>[] = [];
  const candidates = candidatesFor(lost, found);
  for (const one of lost) pairs.push(...(await slicer.run(() => candidates(one).flatMap((file) => pairOf(one, file)))));
  const { pairs: sure, unclear } = pairOff(pairs);
  return {
    to: new Map(sure.map(({ one, other }) => [one.link.id, other.path])),
    unclear: unclear.map(({ one, other }) => ({ id: one.link.id, from: one.link.path, to: other.path })),
  };
}

async function readLost(
  { bases }: SyncContext,
  links: readonly LinkedFile[],
  contentOf: Searching['contentOf'],
): Promise<readonly Lost[]> {
  const read = async (link: LinkedFile): Promise<Lost | undefined> => {
    const base = await bases.get(link.id);
    if (base) return { link, text: base.text, content: base.file };
    const content = contentOf(link.id);
    return content && { link, content };
  };
  return (await mapConcurrent(links, read, { atOnce: filesAtOnce })).filter((one) => one !== undefined);
}

/** The files that may be a lost one. */
function candidatesFor(lost: readonly Lost[], found: readonly UnlinkedFile[]): (one: Lost) => readonly UnlinkedFile[] {
  if (lost.length * found.length <= mostComparisons) return () => found;
  const byKey = new Map<string, UnlinkedFile[]>();
  for (const file of found) {
    for (const key of keysOf(file.path, file.name, file.compiled.content)) {
      const list = byKey.get(key);
      if (list) list.push(file);
      else byKey.set(key, [file]);
    }
  }
  return ({ link, content }) => {
    const lists = keysOf(link.path, content.name, content).map((key) => byKey.get(key) ?? []);
    return [...new Set(lists.filter((list) => list.length <= mostAlike).flat())];
  };
}

function keysOf(path: string, name: string | undefined, content: Content | undefined): readonly string[] {
  const parts = path.split('/');
  return [
    `end ${parts.slice(-1).join('/')}`,
    `end ${parts.slice(-2).join('/')}`,
    ...(name === undefined ? [] : [`name ${name}`]),
    ...(content && content.steps.length > 0
      ? [`steps ${fingerprint({ name: '', description: '', steps: content.steps, settings: {} })}`]
      : []),
  ];
}

/** How surely a file is the one that was lost: `same` says the same, `near` was changed a little, `maybe` has to be asked about. */
function pairOf(one: Lost, other: UnlinkedFile): readonly Pair<Lost, UnlinkedFile>[] {
  const now = other.compiled.content;
  const closeness = now ? likeness(one.content, now) : 0;
  const [hasName, ends] = [one.content.name === other.name, sharedEnd(one.link.path, other.path)];
  const grade = isSameFile(one, other)
    ? 'same'
    : gradeOf(one.content, { now, closeness, hasName, hasFileName: ends > 0 });
  return grade ? [{ one, other, grade, worth: ends + (hasName ? 1 : 0) + closeness }] : [];
}

const isSameFile = ({ text, content }: Lost, other: UnlinkedFile): boolean =>
  (text !== undefined && text === other.text) ||
  (other.compiled.content !== undefined && isSame(content, other.compiled.content));

function gradeOf(before: Content, likeness: Likeness): 'near' | 'maybe' | undefined {
  if (isNear(before, likeness)) return 'near';
  return likeness.hasName || likeness.closeness >= half ? 'maybe' : undefined;
}

/** From here on, contents are more alike than not. */
const half = 0.5;

interface Likeness {
  readonly now: Content | undefined;
  readonly closeness: number;
  readonly hasName: boolean;
  readonly hasFileName: boolean;
}

/** Two of scenario's name, file's name and steps; or all steps and tokens, of which a copy of a scenario has some that differ. */
function isNear(before: Content, { now, closeness, hasName, hasFileName }: Likeness): boolean {
  if ([hasName, hasFileName, closeness >= half].filter(Boolean).length >= 2) return true;
  return (
    now !== undefined &&
    now.steps.length > 0 &&
    sameValue([before.steps, before.tokens ?? {}], [now.steps, now.tokens ?? {}])
  );
}

/** From 0 to 1: how many steps are in both; those that are only alike count little. */
function likeness({ steps: before }: Content, { steps: now }: Content): number {
  if (before.length + now.length === 0) return 1;
  const worth = alignSteps(before, now).map((pair) => (sameValue(before[pair.before], now[pair.after]) ? 1 : 0.3));
  return (2 * worth.reduce((sum, one) => sum + one, 0)) / (before.length + now.length);
}

/** How many names at their ends two paths share. */
function sharedEnd(one: string, other: string): number {
  const [left, right] = [one.split('/').reverse(), other.split('/').reverse()];
  const end = left.findIndex((part, at) => part !== right[at]);
  return end < 0 ? left.length : end;
}
