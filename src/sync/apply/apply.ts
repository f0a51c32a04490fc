import type { Cancellation } from '../../base/cancellation';
import { t } from '../../base/localize';
import type { Applying, Beginning } from './apply-context';
import { createIntent } from './apply-create';
import { followMove } from './apply-move';
import { applyPull, deleteFile } from './apply-pull';
import { applyPush, editScenario } from './apply-push';
import type { SyncContext } from '../plan/context';
import { busyWords, type Intent, type JournalEntry } from '../store/journal';
import type { Link } from '../store/links';
import { requestsAtOnce } from '../model/limits';
import { isScenarioPath, samePath } from '../model/names';
import { passDoor } from '../plan/owner';
import { keyOf, type Plan, type PlanItem, type Resolution } from '../plan/plan';
import { Renewal } from './renewal';
import { mapConcurrent } from '../../base/map-concurrent';
import { checkBase } from './check-base';
import { resultOf, skipped, type ItemResult, type Summary } from './summary';
import { conflictNow } from '../model/not-done';

export interface ApplyOptions {
  /** The keys (`keyOf`) of the items to do; without it those that are chosen. */
  readonly chosen?: ReadonlySet<string>;
  /** How conflicts end, by key; an item with a resolution counts as chosen. */
  readonly resolutions?: ReadonlyMap<string, Resolution>;
  /** Told after each item. */
  readonly progress?: (done: number, total: number, result: ItemResult) => void;
  /** Heard between items: what has begun is ended. */
  readonly cancellation?: Cancellation;
}

/**
 * Does what a plan says, item by item, four at a time. One that fails keeps no other from being done. Throws, and does nothing,
 * where the plan is not the folder's owner's; an owner who changes later keeps items from being begun.
 */
export async function applyPlan(context: SyncContext, plan: Plan, options: ApplyOptions = {}): Promise<Summary> {
  await passDoor(context.owner, plan.owner);
  const [todo, rest] = sort(plan, options);
  const { references, highestId } = plan;
  const shared = {
    context,
    references,
    highestId,
    began: context.clock.now(),
    open: new Set<Intent>(),
    ...(options.cancellation ? { cancellation: options.cancellation } : {}),
  };
  const claim = await claimAll(context, intentsOf(todo, shared));
  const renewal = claim.entry && new Renewal(context, claim.entry);
  let count = 0;
  const inTurn = new Turns();
  const work = async (item: PlanItem): Promise<ItemResult> => {
    const refusal = claim.refusals.get(item) ?? (renewal && (await lossOf(renewal, item, claim)));
    const applying = { ...shared, resolution: options.resolutions?.get(keyOf(item)) };
    const result =
      refusal === undefined ? await inTurn.take(turnOf(item), () => applyOne(applying, item)) : resultOf(item, refusal);
    count += 1;
    options.progress?.(count, todo.length, result);
    return result;
  };
  try {
    const results = await mapConcurrent(todo, work, {
      atOnce: requestsAtOnce,
      ...(options.cancellation ? { cancellation: options.cancellation } : {}),
    });
    const problem = await flushLinks(context);
    const cancelled = t('Cancelled before it started.');
    return {
      results: [...results.map((result, index) => result ?? skipped(itemAt(todo, index), cancelled)), ...rest],
      wasCancelled: results.includes(undefined),
      ...problem,
    };
  } finally {
    await renewal?.stop();
    // Where the links could not be written, the whole journal stays: the next look writes them.
    if (claim.entry)
      await context.journal.end(claim.entry, context.links.isWritten ? [...shared.open] : claim.entry.intents);
  }
}

interface Claim {
  /** Absent where nothing needs it, or where the disk takes none. */
  readonly entry?: JournalEntry;
  /** What the journal tells of. */
  readonly claimed: ReadonlySet<PlanItem>;
  /** Why items cannot be done: another window has done them since the plan was made, or works on them; or nobody can note that they are begun. */
  readonly refusals: ReadonlyMap<PlanItem, Error>;
}

/** Why an item that was claimed cannot be begun any more. */
async function lossOf(renewal: Renewal, item: PlanItem, { claimed }: Claim): Promise<Error | undefined> {
  return claimed.has(item) && !(await renewal.isOurs())
    ? conflictNow(t('Another window has taken this over. Make a new plan.'))
    : undefined;
}

/** Takes what nobody else works on, before anything is done. */
async function claimAll(context: SyncContext, intents: ReadonlyMap<PlanItem, Intent>): Promise<Claim> {
  const claimed = new Set(intents.keys());
  if (intents.size === 0) return { claimed, refusals: new Map() };
  let entry: JournalEntry | undefined;
  try {
    entry = await context.journal.begin(context.organization, [...intents.values()]);
    return { entry, claimed, refusals: await refusalsOf(context, intents, new Set(entry.intents)) };
  } catch (error) {
    if (entry) await context.journal.end(entry);
    // What needs no note goes on.
    const refusal = error instanceof Error ? error : new Error(String(error));
    return { claimed, refusals: new Map([...intents.keys()].map((item) => [item, refusal])) };
  }
}

async function refusalsOf(
  context: SyncContext,
  intents: ReadonlyMap<PlanItem, Intent>,
  claimed: ReadonlySet<Intent>,
): Promise<ReadonlyMap<PlanItem, Error>> {
  // Whoever had a claim before has written its links before it let go.
  const own = (await context.links.read()).links.filter(
    ({ organization, path }) => organization === context.organization && isScenarioPath(path),
  );
  const isLinkedOtherwise = finder(own);
  const refusals = new Map<PlanItem, Error>();
  for (const [item, intent] of intents) {
    if (!claimed.has(intent)) refusals.set(item, conflictNow(busyWords()));
    else if (isLinkedOtherwise(item))
      refusals.set(item, conflictNow(t('It was linked in the meantime. Make a new plan.')));
  }
  return refusals;
}

/** Tells whether an item's file has another scenario by now, or its scenario another file. */
function finder(links: readonly Link[]): (item: PlanItem) => boolean {
  const paths = new Map(links.map(({ id, path }) => [id, samePath(path)]));
  const ids = new Map(links.map(({ id, path }) => [samePath(path), id]));
  return ({ id, path = '', movedFrom = path }) => {
    const otherId = ids.get(samePath(path)) ?? id;
    const otherPath = (id === undefined ? undefined : paths.get(id)) ?? samePath(path);
    return otherId !== id || ![path, movedFrom].some((known) => otherPath === samePath(known));
  };
}

async function flushLinks({ links }: SyncContext): Promise<Pick<Summary, 'problem'>> {
  try {
    await links.flush();
    return {};
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function itemAt(items: readonly PlanItem[], index: number): PlanItem {
  const item = items[index];
  if (!item) throw new RangeError(`There is no item ${index}.`);
  return item;
}

function sort(
  { items }: Plan,
  { chosen, resolutions }: ApplyOptions,
): readonly [todo: readonly PlanItem[], rest: readonly ItemResult[]] {
  const isChosen = (item: PlanItem): boolean =>
    (chosen ? chosen.has(keyOf(item)) : item.isChosen) || resolutions?.has(keyOf(item)) === true;
  const changing = items.filter(({ what }) => what !== 'unchanged');
  const isTodo = (item: PlanItem): boolean => isChosen(item) && item.what !== 'blocked';
  return [
    changing.filter(isTodo),
    changing
      .filter((item) => !isTodo(item))
      .map((item) => skipped(item, item.what === 'blocked' ? (item.note ?? '') : t('Not selected.'))),
  ];
}

function intentsOf(items: readonly PlanItem[], beginning: Beginning): ReadonlyMap<PlanItem, Intent> {
  const intents = new Map<PlanItem, Intent>();
  for (const item of items) {
    const intent = intentOf(item, beginning);
    if (intent) intents.set(item, intent);
  }
  return intents;
}

/** What could not be told from the files alone if the process were killed. */
function intentOf(item: PlanItem, beginning: Beginning): Intent | undefined {
  const { direction, what, path, id } = item;
  if (direction === 'push' && what === 'create') return createIntent(item, beginning);
  const isLinked = what === 'link' || (direction === 'pull' && what === 'create');
  return isLinked && path !== undefined && id !== undefined ? { what: 'link', path, id } : undefined;
}

/** In the item's turn: no other command works on its file or its scenario meanwhile. */
function applyOne(applying: Applying, item: PlanItem): Promise<ItemResult> {
  const { owner, turns } = applying.context;
  return turns.change(item, async () => {
    try {
      await owner.check();
      await checkBase(applying.context, item);
      await followMove(applying.context, item);
      return await verbOf(item)(applying, item);
    } catch (error) {
      return resultOf(item, error);
    }
  });
}

function verbOf({ direction, what, seen }: PlanItem): (applying: Applying, item: PlanItem) => Promise<ItemResult> {
  if (seen.wanted) return editScenario;
  // The file and the scenario are both gone.
  if (what === 'delete' && direction === 'push' && !seen.scenario) return deleteFile;
  return direction === 'pull' ? applyPull : applyPush;
}

/** Files that say the same are created one after the other: a lost answer then has one scenario that it can mean. */
const turnOf = ({ direction, what, seen }: PlanItem): string | undefined =>
  direction === 'push' && what === 'create' ? JSON.stringify([seen.content?.name, seen.content?.steps]) : undefined;

/** Work of the same key is done one after the other. */
class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  async take<T>(key: string | undefined, work: () => Promise<T>): Promise<T> {
    if (key === undefined) return work();
    const before = this.#last.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#last.set(key, mine);
    return mine;
  }
}
