import type { Cancellation } from '../base/cancellation';
import { t } from '../base/localize';
import type { Applying } from './apply-context';
import { createIntent } from './apply-create';
import { applyPull, deleteFile } from './apply-pull';
import { applyPush, editScenario } from './apply-push';
import type { Desk } from './desk';
import type { Intent } from './journal';
import { requestsAtOnce } from './look';
import { keyOf, type Plan, type PlanItem, type Resolution } from './plan';
import { several } from './several';
import { resultOf, skipped, type ItemResult, type Summary } from './summary';

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

/** Does what a plan says, item by item, four at a time. One that fails keeps no other from being done. */
export async function applyPlan(desk: Desk, plan: Plan, options: ApplyOptions = {}): Promise<Summary> {
  const [todo, rest] = sort(plan, options);
  const { references, highestId } = plan;
  const shared = { desk, references, highestId, began: desk.clock.now(), open: new Set<Intent>() };
  const intents = todo.flatMap((item) => intentOf(item, shared) ?? []);
  const entry = intents.length === 0 ? undefined : await desk.journal.begin(desk.organization, intents);
  let count = 0;
  const inTurn = new Turns();
  const work = async (item: PlanItem): Promise<ItemResult> => {
    const result = await inTurn.take(turnOf(item), () => applyOne({ ...shared, resolution: options.resolutions?.get(keyOf(item)) }, item));
    count += 1;
    options.progress?.(count, todo.length, result);
    return result;
  };
  try {
    const results = await several(todo, work, { atOnce: requestsAtOnce, ...(options.cancellation ? { cancellation: options.cancellation } : {}) });
    const problem = await flushLinks(desk);
    const cancelled = t('Cancelled before it was begun.');
    return { results: [...results.map((result, index) => result ?? skipped(itemAt(todo, index), cancelled)), ...rest], wasCancelled: results.includes(undefined), ...problem };
  } finally {
    // Where the links could not be written, the whole journal stays: the next look writes them.
    if (entry) await desk.journal.end(entry, desk.links.isWritten ? [...shared.open] : intents);
  }
}

async function flushLinks({ links }: Desk): Promise<Pick<Summary, 'problem'>> {
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

function sort({ items }: Plan, { chosen, resolutions }: ApplyOptions): readonly [todo: readonly PlanItem[], rest: readonly ItemResult[]] {
  const isChosen = (item: PlanItem): boolean => (chosen ? chosen.has(keyOf(item)) : item.isChosen) || resolutions?.has(keyOf(item)) === true;
  const changing = items.filter(({ what }) => what !== 'unchanged');
  const isTodo = (item: PlanItem): boolean => isChosen(item) && item.what !== 'blocked';
  return [changing.filter(isTodo), changing.filter((item) => !isTodo(item)).map((item) => skipped(item, item.what === 'blocked' ? (item.note ?? '') : t('Not chosen.')))];
}

/** What could not be told from the files alone if the process were killed. */
function intentOf(item: PlanItem, shared: Pick<Applying, 'highestId' | 'began'>): Intent | undefined {
  const { direction, what, path, id } = item;
  if (direction === 'push') return what === 'create' ? createIntent(item, shared) : undefined;
  return (what === 'create' || what === 'link') && path !== undefined && id !== undefined ? { what: 'link', path, id } : undefined;
}

async function applyOne(applying: Applying, item: PlanItem): Promise<ItemResult> {
  try {
    return await verbOf(item)(applying, item);
  } catch (error) {
    return resultOf(item, error);
  }
}

function verbOf({ direction, what, seen }: PlanItem): (applying: Applying, item: PlanItem) => Promise<ItemResult> {
  if (seen.wanted) return editScenario;
  // The file and the scenario are both gone.
  if (what === 'delete' && direction === 'push' && !seen.scenario) return deleteFile;
  return direction === 'pull' ? applyPull : applyPush;
}

/** Files that say the same are created one after the other: a lost answer then has one scenario that it can mean. */
const turnOf = ({ direction, what, seen }: PlanItem): string | undefined => (direction === 'push' && what === 'create' ? JSON.stringify([seen.content?.name, seen.content?.steps]) : undefined);

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
