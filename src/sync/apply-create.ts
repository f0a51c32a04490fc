import { t } from '../base/localize';
import type { Scenario } from '../wire/records';
import { baseOf, contentNow, done, keepBase, notKept, type Applying } from './apply-context';
import type { Content } from './content';
import type { Intent } from './journal';
import type { PlanItem } from './plan';
import { isReadable } from './readable';
import { createdOf } from './recover';
import { conflictNow, NotDone, type ItemResult } from './summary';

type CreateIntent = Extract<Intent, { readonly what: 'create' }>;

/** What the journal says before a scenario is created; `undefined` for a file that cannot be sent. */
export const createIntent = ({ path, seen }: PlanItem, { highestId, began }: Pick<Applying, 'highestId' | 'began'>): CreateIntent | undefined =>
  path === undefined || !seen.content ? undefined : { what: 'create', path, content: seen.content, after: highestId, began };

/**
 * Creates a scenario for a file. The journal tells of it before the request goes out; an answer that is lost is looked for
 * among the organization's scenarios, by what was sent. Nothing is ever sent twice.
 */
export async function createScenario(applying: Applying, item: PlanItem): Promise<ItemResult> {
  const { desk } = applying;
  const { path, seen } = item;
  const { text, content } = seen;
  const intent = createIntent(item, applying);
  if (path === undefined || text === undefined || !content || !intent) throw new NotDone('failed', t('The plan does not know this file. Make a new plan.'));
  if ((await desk.files.read(path)) !== text) throw conflictNow(t('The file was changed meanwhile.'));
  const { scenario, notes } = await create(applying, item, { intent, content });
  await desk.links.add({ organization: desk.organization, path, id: scenario.id });
  await desk.links.flush();
  const cloud = contentNow(applying, scenario, item);
  const unkept = await keepBase(applying, scenario, baseOf({ text, content }, cloud, scenario));
  // Created anew after the scenario was deleted in the cloud: the old base is nobody's.
  if (item.id !== undefined) await desk.bases.delete(item.id);
  return done(item, { path, id: scenario.id, scenario, notes: [...notes, ...(isReadable(scenario) ? notKept(applying, cloud, content) : []), ...unkept] });
}

interface Creating {
  readonly intent: CreateIntent;
  readonly content: Content;
}

interface Created {
  readonly scenario: Scenario;
  readonly notes: readonly string[];
}

async function create(applying: Applying, { seen: { folder } }: PlanItem, creating: Creating): Promise<Created> {
  const { desk, references } = applying;
  const usual = folder === undefined || creating.content.settings.folder !== undefined ? {} : { folder };
  try {
    const answer = await desk.cloud.create({ ...usual, ...desk.rules.creationFor(creating.content, references) });
    // A service may answer with less than the whole record.
    return { scenario: answer.definition ? answer : ((await desk.cloud.scenario(answer.id).catch(() => undefined)) ?? answer), notes: [] };
  } catch (error) {
    if (!desk.cloud.isUnclear(error)) throw error;
    // Until it is told what became of it, the journal keeps it.
    applying.open.add(creating.intent);
    const scenario = await findLost(applying, creating, error);
    applying.open.delete(creating.intent);
    return { scenario, notes: [t('The answer was lost; the scenario was found again by its content.')] };
  }
}

/** The scenario that a request created whose answer was lost. */
async function findLost({ desk, references }: Applying, { intent, content }: Creating, cause: unknown): Promise<Scenario> {
  const all = await desk.cloud.scenarios().catch((error: unknown) => {
    throw new NotDone('unknown', t('The answer was lost, and the service cannot be asked whether the scenario was created. It is looked for before the next push.'), { cause: error });
  });
  await desk.links.flush();
  const linked = new Set((await desk.links.read()).links.filter(({ organization }) => organization === desk.organization).map(({ id }) => id));
  const found = createdOf(desk, intent, { references, scenarios: all.filter(({ id }) => !linked.has(id)) });
  const [first] = found;
  if (first && found.length === 1) return first;
  const mayBeUnread = (all.leftOut ?? 0) > 0 || all.some((scenario) => scenario.id > intent.after && !linked.has(scenario.id) && !isReadable(scenario));
  if (!first && mayBeUnread) throw new NotDone('unknown', t('The answer was lost, and the cloud lists a new scenario that cannot be read: it may be this one. Look at it in the web application before you push again.'), { cause });
  if (!first) throw new NotDone('failed', t('The answer was lost, and there is no new scenario “{0}” in the cloud. Push again.', content.name), { cause });
  throw new NotDone('unknown', t('The answer was lost, and several new scenarios say the same: {0}. Link the file to one of them.', found.map(({ id }) => id).join(', ')), { cause });
}
