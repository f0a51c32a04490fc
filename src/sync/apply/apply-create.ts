import { baseOf } from '../plan/agreed-base';
import type { Cancellation } from '../../base/cancellation';
import { t } from '../../base/localize';
import type { Scenario } from '../../wire/records';
import { contentNow, done, keepBase, notKept, type Beginning, type Applying } from './apply-context';
import type { Content } from '../model/content';
import type { Intent } from '../store/journal';
import { asKept } from '../model/kept-settings';
import { createWords, lookForLost } from './lost-answer';
import type { PlanItem } from '../plan/plan';
import type { CloudInput } from '../model/ports';
import { present } from '../model/present';
import { isReadable } from '../model/readable';
import { createdOf } from '../plan/recover';
import { type ItemResult } from './summary';
import { creationFor } from '../diff/changes';
import { conflictNow, NotDone } from '../model/not-done';

type CreateIntent = Extract<Intent, { readonly what: 'create' }>;

/** What the journal says before a scenario is created; `undefined` for a file that cannot be sent. */
export const createIntent = ({ path, id, seen }: PlanItem, { highestId, began }: Beginning): CreateIntent | undefined =>
  path === undefined || !seen.content
    ? undefined
    : { what: 'create', path, content: seen.content, after: highestId, began, ...present({ replaces: id }) };

/**
 * Creates a scenario for a file. The journal tells of it before the request goes out; an answer that is lost is looked for
 * among the organization's scenarios, by what was sent. Nothing is ever sent twice.
 */
export async function createScenario(applying: Applying, item: PlanItem): Promise<ItemResult> {
  const { context } = applying;
  const { path, seen } = item;
  const { text, content } = seen;
  const intent = createIntent(item, applying);
  if (path === undefined || text === undefined || !content || !intent)
    throw new NotDone('failed', t('This file is not part of the plan. Make a new plan.'));
  if ((await context.files.read(path)) !== text) throw conflictNow(t('The file was changed in the meantime.'));
  const { scenario, notes, sent } = await create(applying, item, { intent, content });
  await context.links.add({ organization: context.organization, path, id: scenario.id });
  await context.links.flush();
  const cloud = contentNow(applying, scenario, item);
  const unkept = await keepBase(applying, scenario, baseOf({ text, content }, cloud, scenario));
  // Created anew after the scenario was deleted in the cloud: the old base is nobody's.
  if (item.id !== undefined) await context.bases.delete(item.id);
  const unkeptSettings = isReadable(scenario) ? notKept(cloud, { wanted: content, sent }) : [];
  return done(item, { path, id: scenario.id, scenario, notes: [...notes, ...unkeptSettings, ...unkept] });
}

interface Creating {
  readonly intent: CreateIntent;
  readonly content: Content;
}

interface Created {
  readonly scenario: Scenario;
  readonly notes: readonly string[];
  readonly sent: CloudInput;
}

async function create(applying: Applying, { seen: { folder } }: PlanItem, creating: Creating): Promise<Created> {
  const { context, references } = applying;
  const usual = folder === undefined || creating.content.settings.folder !== undefined ? {} : { folder };
  const sent = { ...usual, ...creationFor(creating.content, references) };
  try {
    const answer = await context.cloud.create(sent);
    // A service may answer with less than the whole record.
    const whole = answer.definition
      ? answer
      : ((await context.cloud.scenario(answer.id).catch(() => undefined)) ?? answer);
    return { scenario: await asKept(context.cloud, whole, sent), notes: [], sent };
  } catch (error) {
    if (!context.cloud.isUnclear(error)) throw error;
    // Until it is told what became of it, the journal keeps it.
    const unanswered: Intent = { ...creating.intent, isUnanswered: true };
    applying.open.add(unanswered);
    const scenario = await findLost(applying, creating, error);
    applying.open.delete(unanswered);
    return {
      scenario,
      notes: [t('The answer was lost. The scenario was found by its content (ID {0}).', scenario.id)],
      sent,
    };
  }
}

/** The scenario that a request created whose answer was lost: the service may take a while to show it. */
async function findLost(applying: Applying, { intent, content }: Creating, cause: unknown): Promise<Scenario> {
  const { context, references } = applying;
  let mayBeUnread = false;
  const look = async (cancellation: Cancellation): Promise<readonly Scenario[] | undefined> => {
    const all = await context.cloud.scenarios(cancellation);
    await context.links.flush();
    const linked = new Set(
      (await context.links.read()).links
        .filter(({ organization }) => organization === context.organization)
        .map(({ id }) => id),
    );
    const created = createdOf(context, intent, { references, scenarios: all.filter(({ id }) => !linked.has(id)) });
    mayBeUnread =
      (all.leftOut ?? 0) > 0 ||
      all.some((scenario) => scenario.id > intent.after && !linked.has(scenario.id) && !isReadable(scenario));
    return created.length > 0 ? created : undefined;
  };
  const found = await lookForLost(applying, look, { ...createWords(content.name), cause }).catch((error: unknown) => {
    if (!mayBeUnread) throw error;
    throw new NotDone(
      'unknown',
      t(
        'The answer was lost, and the cloud lists a new scenario that cannot be read. It may be this one. Check it in the web application before you push again.',
      ),
      { cause },
    );
  });
  const [first, ...others] = found;
  if (first && others.length === 0) return first;
  throw new NotDone(
    'unknown',
    t(
      'The answer was lost, and several new scenarios have this content: {0}. Link the file to one of them.',
      found.map(({ id }) => id).join(', '),
    ),
    { cause },
  );
}
