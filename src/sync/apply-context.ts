import type { Cancellation } from '../base/cancellation';
import { lineBreakOf } from '../base/lines';
import { t } from '../base/localize';
import type { Id } from '../wire/payload';
import type { Scenario } from '../wire/records';
import type { Base, Content } from './content';
import type { Desk } from './desk';
import { namedAlone } from './held-settings';
import type { Intent } from './journal';
import type { CloudInput } from './ports';
import { present } from './present';
import type { PlanItem, Resolution } from './plan';
import { whyUnreadable, withDescription } from './readable';
import type { References } from './references';
import type { ItemResult } from './summary';
import { changeWords } from './words';

/** What applying one item needs. */
export interface Applying {
  readonly desk: Desk;
  readonly references: References;
  /** The highest number of a scenario when the plan was made, and when applying it began (Unix milliseconds). */
  readonly highestId: Id;
  readonly began: number;
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

/** A file's text that says `content`, as little changed as can be. */
export interface Written {
  readonly text: string;
  /** What the text says: a sentence may say a value that the cloud's name of the step does not. */
  readonly content: Content;
  /** The file had to be made anew: its comments are in the backup alone. */
  readonly isAnew: boolean;
}

export function written({ desk }: Pick<Applying, 'desk'>, content: Content, old?: string): Written {
  const rewritten = old === undefined ? undefined : desk.rules.rewriteFile(old, content, desk.language());
  const said = rewritten === undefined ? undefined : desk.compile(rewritten).content;
  if (rewritten !== undefined && said) return { text: rewritten, content: said, isAnew: false };
  const text = likeOld(desk.rules.renderFile(content, desk.language()), old);
  return { text, content: desk.compile(text).content ?? content, isAnew: old !== undefined };
}

/** A text with the line breaks, and the byte order mark, of the one whose place it takes. */
function likeOld(text: string, old = ''): string {
  const mark = old.startsWith('\ufeff') ? '\ufeff' : '';
  return mark + text.replaceAll('\n', lineBreakOf(old));
}

export const baseOf = (
  file: { readonly text: string; readonly content: Content },
  cloud: Content,
  { updatedAt }: Pick<Scenario, 'updatedAt'>,
): Base => ({ text: file.text, file: file.content, cloud, ...present({ updatedAt }) });

/**
 * Makes the base of an item whose scenario was written: what was done is done, also where the disk takes no base. Of a
 * scenario that cannot be read there is none.
 * @returns what to tell of that.
 */
export async function keepBase({ desk }: Applying, scenario: Scenario, base: Base): Promise<readonly string[]> {
  const { id } = scenario;
  const why = whyUnreadable(scenario);
  if (why !== undefined) return [t('The cloud was changed. {0}', why)];
  try {
    await desk.bases.put(id, base);
    return [];
  } catch (error) {
    return [
      t(
        'The cloud has it, but this folder cannot note that: {0}',
        error instanceof Error ? error.message : String(error),
      ),
    ];
  }
}

/** What the scenario says, folders and groups named as its file names them. */
export const contentNow = (
  { desk, references }: Applying,
  scenario: Scenario,
  { seen: { base, content } }: PlanItem,
): Content =>
  withDescription(desk.contentOf(scenario, references, content?.settings), scenario, [base?.cloud, content]);

/** What the service did not keep of what was sent. What it did not keep of an earlier push was told then. */
export function notKept(
  { desk }: Applying,
  held: Content,
  { wanted, sent }: { readonly wanted: Content; readonly sent: CloudInput },
): readonly string[] {
  const isSent = (key: string | number | undefined): boolean => key !== undefined && Object.hasOwn(sent, key);
  const dropped = namedAlone(wanted.settings, held.settings).map((key) => ({
    path: ['settings', key],
    words: changeWords(['settings', key], wanted.settings[key], undefined),
  }));
  // Here, a service that says nothing of tokens has dropped them.
  const lost = [...desk.rules.differences(wanted, { ...held, tokens: held.tokens ?? {} }), ...dropped].filter(
    ({ path: [part, key] }) => part !== 'settings' || isSent(key),
  );
  if (lost.length === 0) return [];
  return lost.every(({ path }) => path[0] === 'tokens')
    ? [
        t(
          'The service did not keep the tokens. Runs from here send them along; runs from the web application or a schedule have none.',
        ),
      ]
    : [t('The service did not keep all that was sent: {0}.', lost.map(({ words }) => words).join('; '))];
}
