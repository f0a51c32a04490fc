import { t } from '../../base/localize';
import type { Id } from '../../wire/payload';
import type { Scenario } from '../../wire/records';
import type { Content } from '../model/content';
import { createdBase } from './created-base';
import type { SyncContext } from './context';
import { readText } from './read-text';
import type { Intent, JournalEntry } from '../store/journal';
import type { Link } from '../store/links';
import { samePath } from '../model/names';
import type { References } from '../model/references';
import { isSame } from '../diff/compare';

export interface Recovery {
  readonly cutOff: readonly JournalEntry[];
  readonly references: References;
  /** All scenarios; absent where only some are known: then creates whose answer was lost wait for another look. */
  readonly scenarios?: readonly Scenario[];
}

type Of<What extends Intent['what']> = Extract<Intent, { readonly what: What }>;

/** The service may still be at a create whose answer was lost, and its clock may not be ours. */
const patience = 10 * 60 * 1000;

/**
 * Puts in order what was cut off: files that were written get their links, and scenarios that were created are found
 * again by what they say. @returns what could not be told, for people.
 */
export async function recover(
  context: SyncContext,
  { cutOff, references, scenarios }: Recovery,
): Promise<readonly string[]> {
  if (cutOff.length === 0) return [];
  const told: string[] = [];
  const linked = new Linked(context, (await context.links.read()).links);
  for (const entry of cutOff) {
    for (const intent of entry.intents) await recoverLink(context, linked, intent);
    const creates = entry.intents.filter((intent) => intent.what === 'create');
    const left = scenarios ? await findCreated(context, creates, { references, scenarios, told, linked }) : creates;
    await context.links.flush();
    if (left.length < entry.intents.length || left.length === 0) await context.journal.end(entry, left);
  }
  return told;
}

/** What is linked by now. */
class Linked {
  readonly #context: SyncContext;
  readonly #ids: Map<string, Id>;
  readonly #linked: Set<Id>;

  constructor(context: SyncContext, links: readonly Link[]) {
    const own = links.filter(({ organization }) => organization === context.organization);
    this.#context = context;
    this.#ids = new Map(own.map(({ path, id }) => [samePath(path), id]));
    this.#linked = new Set(own.map(({ id }) => id));
  }

  /** The scenario of a file. */
  of(path: string): Id | undefined {
    return this.#ids.get(samePath(path));
  }

  hasScenario(id: Id): boolean {
    return this.#linked.has(id);
  }

  async add(path: string, id: Id): Promise<void> {
    const old = this.of(path);
    if (old !== undefined) this.#linked.delete(old);
    this.#ids.set(samePath(path), id);
    this.#linked.add(id);
    await this.#context.links.add({ organization: this.#context.organization, path, id });
  }
}

async function recoverLink(context: SyncContext, linked: Linked, intent: Intent): Promise<void> {
  if (intent.what === 'link' && !linked.hasScenario(intent.id)) await relink(context, linked, intent);
  if (intent.what === 'rename' && !(await isThere(context, intent.from)))
    await relink(context, linked, { path: intent.to, id: intent.id });
}

/** Whether there is a file, also where the disk does not give its text. */
async function isThere(context: SyncContext, path: string): Promise<boolean> {
  const { text, refusal } = await readText(context, path);
  return text !== undefined || refusal !== undefined;
}

/** A file that is there and has no link gets one. */
async function relink(
  context: SyncContext,
  linked: Linked,
  { path, id }: { readonly path: string; readonly id: Id },
): Promise<void> {
  if (linked.of(path) === undefined && (await isThere(context, path))) await linked.add(path, id);
}

/** Scenarios, and what they name by numbers. */
interface Candidates {
  readonly references: References;
  readonly scenarios: readonly Scenario[];
}

interface Cloud extends Candidates {
  readonly told: string[];
  readonly linked: Linked;
}

/** @returns the intents that stay open. */
async function findCreated(
  context: SyncContext,
  intents: readonly Of<'create'>[],
  { references, scenarios, told, linked }: Cloud,
): Promise<readonly Intent[]> {
  const left: Intent[] = [];
  for (const intent of intents) {
    if ((await isLinked(context, intent, { references, scenarios, linked })) || !(await isThere(context, intent.path)))
      continue;
    const found = createdOf(context, intent, { references, scenarios: freeFor(intent, scenarios, linked) });
    const alike = intents.filter(({ content }) => isAlike(content, intent.content)).length;
    const [first] = found;
    if (first && found.length <= alike) {
      await adopt(context, intent, { scenario: first, references, linked });
      continue;
    }
    if (first) told.push(severalCreated(intent, found));
    if (first || context.clock.now() - intent.began < patience) left.push(intent);
  }
  return left;
}

/** The scenarios that may have been created for an intent: those that no file is linked to. */
const freeFor = ({ replaces }: Of<'create'>, scenarios: readonly Scenario[], linked: Linked): readonly Scenario[] =>
  scenarios.filter(({ id }) => id === replaces || !linked.hasScenario(id));

const severalCreated = ({ content, path }: Of<'create'>, found: readonly Scenario[]): string =>
  t(
    'It is unknown which of the scenarios named “{0}” was created for {1}. Link the file to one of them: {2}.',
    content.name,
    path,
    found.map(({ id }) => id).join(', '),
  );

/** Scenarios that say what was to be created, and are new since then; by number. */
export function createdOf(
  context: SyncContext,
  { content, after, began }: Pick<Of<'create'>, 'content' | 'after' | 'began'>,
  { references, scenarios }: Candidates,
): readonly Scenario[] {
  const isNew = ({ id, createdAt }: Scenario): boolean => id > after || (createdAt !== undefined && createdAt >= began);
  return scenarios
    .filter(
      (scenario) =>
        isNew(scenario) && scenario.name === content.name && isAlike(context.contentOf(scenario, references), content),
    )
    .sort((one, other) => one.id - other.id);
}

/** Whether two contents are one scenario's but for what a service may drop or set by itself. */
const isAlike = (one: Content, other: Content): boolean => isSame(bare(one), bare(other));

const bare = (content: Content): Content => ({ ...content, tokens: {}, settings: {} });

/** Whether the file has its scenario already. One that was linked before its base was written gets that too. */
async function isLinked(
  context: SyncContext,
  intent: Of<'create'>,
  { references, scenarios, linked }: Omit<Cloud, 'told'>,
): Promise<boolean> {
  const id = linked.of(intent.path);
  if (id === undefined || id === intent.replaces) return false;
  const scenario = scenarios.find((one) => one.id === id);
  const isMade = scenario !== undefined && createdOf(context, intent, { references, scenarios: [scenario] }).length > 0;
  if (isMade && !(await context.bases.get(scenario.id))) await putBase(context, intent, { scenario, references });
  await dropOld(context, intent, scenario);
  return true;
}

/** The base of the scenario that was deleted is nobody's. */
async function dropOld(
  { bases }: SyncContext,
  { replaces }: Of<'create'>,
  scenario: Scenario | undefined,
): Promise<void> {
  if (replaces !== undefined && replaces !== scenario?.id) await bases.delete(replaces);
}

async function putBase(
  context: SyncContext,
  { path, content }: Of<'create'>,
  { scenario, references }: { readonly scenario: Scenario; readonly references: References },
): Promise<void> {
  const { text } = await readText(context, path);
  if (text !== undefined)
    await context.bases.put(scenario.id, createdBase(context, { content, scenario, references, text }));
}

/** Links the file to the scenario that was made from it. */
async function adopt(
  context: SyncContext,
  intent: Of<'create'>,
  { scenario, references, linked }: Omit<Cloud, 'scenarios' | 'told'> & { readonly scenario: Scenario },
): Promise<void> {
  const { path } = intent;
  if (!(await isThere(context, path))) return;
  await linked.add(path, scenario.id);
  await context.links.flush();
  await putBase(context, intent, { scenario, references });
  await dropOld(context, intent, scenario);
}
