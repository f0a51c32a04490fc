import { agreedBase } from './agreed-base';
import { written } from './write-file';
import type { Base, Content } from '../model/content';
import type { SyncContext } from './context';
import { namedAlone, namedUnlike } from '../model/held-settings';
import type { References } from '../model/references';
import type { Scenario } from '../../wire/records';
import { renderFile, unname } from '../file/rewrite';
import { isSame } from '../diff/compare';

interface Created {
  /** What was sent. */
  readonly content: Content;
  readonly scenario: Scenario;
  readonly references: References;
  /** The file as it is now: somebody may have typed since. */
  readonly text: string;
}

/** What a file and the scenario that was created from it agreed on then. What either side says otherwise by now is its change. */
export function createdBase(context: SyncContext, { content, scenario, references, text }: Created): Base {
  const cloud = cloudThen(context.contentOf(scenario, references, content.settings), content);
  return agreedBase(context, fileThen(context, content, text), { cloud, scenario, before: undefined });
}

/** Settings and tokens that the cloud holds otherwise than they were sent are somebody's change since. */
function cloudThen(now: Content, sent: Content): Content {
  const changed = namedUnlike(now.settings, sent.settings);
  const then = Object.fromEntries(changed.map((key) => [key, sent.settings[key]]));
  return {
    ...now,
    settings: { ...now.settings, ...then },
    ...(now.tokens && sent.tokens ? { tokens: sent.tokens } : {}),
  };
}

/** A text that says what was sent: the file's, as far as it still does. */
function fileThen(
  context: SyncContext,
  content: Content,
  text: string,
): { readonly text: string; readonly content: Content } {
  const now = context.compile(text).content;
  const typed = now ? namedAlone(now.settings, content.settings) : [];
  if (now && typed.length === 0 && isSame(now, content)) return { text, content: now };
  const before = unname(text, typed);
  return {
    text: before === undefined ? renderFile(content, context.language()) : written(context, content, before).text,
    content,
  };
}
