import type { Cancellation } from '../../base/cancellation';
import { t } from '../../base/localize';
import type { Id } from '../../wire/payload';
import type { Scenario } from '../../wire/records';
import type { Base, Content } from '../model/content';
import type { SyncContext } from '../plan/context';
import { namedAlone } from '../model/held-settings';
import type { Intent } from '../store/journal';
import type { CloudInput } from '../model/ports';
import type { PlanItem, Resolution } from '../plan/plan';
import { whyUnreadable, withDescription } from '../model/readable';
import type { References } from '../model/references';
import type { ItemResult } from './summary';
import { differences } from '../diff/compare';
import { changeWords } from '../diff/words';

/** What was there before a plan is applied: what is created from then on is new. */
export interface Beginning {
  /** The highest number of a scenario when the plan was made. */
  readonly highestId: Id;
  /** When applying it began, in Unix milliseconds. */
  readonly began: number;
}

/** What applying one item needs. */
export interface Applying extends Beginning {
  readonly context: SyncContext;
  readonly references: References;
  /** Intents that nobody can tell about yet: they stay in the journal. */
  readonly open: Set<Intent>;
  readonly resolution: Resolution | undefined;
  /** Nobody waits any more for what is looked for; what was begun is ended all the same. */
  readonly cancellation?: Cancellation;
}

export const done = (
  item: PlanItem,
  more: Partial<Pick<ItemResult, 'path' | 'id' | 'scenario' | 'notes'>> = {},
): ItemResult => ({ item, outcome: 'done', notes: [], ...more });

/**
 * Makes the base of an item whose scenario was written: what was done is done, also where the disk takes no base. Of a
 * scenario that cannot be read there is none.
 * @returns what to tell of that.
 */
export async function keepBase({ context }: Applying, scenario: Scenario, base: Base): Promise<readonly string[]> {
  const { id } = scenario;
  const why = whyUnreadable(scenario);
  if (why !== undefined) return [t('The cloud was changed. {0}', why)];
  try {
    await context.bases.put(id, base);
    return [];
  } catch (error) {
    return [
      t(
        'The cloud was updated, but this folder could not record it: {0}',
        error instanceof Error ? error.message : String(error),
      ),
    ];
  }
}

/** What the scenario says, folders and groups named as its file names them. */
export const contentNow = (
  { context, references }: Applying,
  scenario: Scenario,
  { seen: { base, content } }: PlanItem,
): Content =>
  withDescription(context.contentOf(scenario, references, content?.settings), scenario, [base?.cloud, content]);

/** What the service did not keep of what was sent. What it did not keep of an earlier push was told then. */
export function notKept(
  held: Content,
  { wanted, sent }: { readonly wanted: Content; readonly sent: CloudInput },
): readonly string[] {
  const isSent = (key: string | number | undefined): boolean => key !== undefined && Object.hasOwn(sent, key);
  const dropped = namedAlone(wanted.settings, held.settings).map((key) => ({
    path: ['settings', key],
    words: changeWords(['settings', key], wanted.settings[key], undefined),
  }));
  // Here, a service that says nothing of tokens has dropped them.
  const lost = [...differences(wanted, { ...held, tokens: held.tokens ?? {} }), ...dropped].filter(
    ({ path: [part, key] }) => part !== 'settings' || isSent(key),
  );
  if (lost.length === 0) return [];
  if (lost.every(({ path }) => path[0] === 'tokens')) return [noTokensKept()];
  return [t('The service did not store everything that was sent: {0}.', lost.map(({ words }) => words).join('; '))];
}

const noTokensKept = (): string =>
  t(
    'The service did not store the tokens. Runs started here send them along. Runs from the web application or a schedule have none.',
  );
