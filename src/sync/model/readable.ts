import { t } from '../../base/localize';
import { sameValue } from '../../scenario/edit/plain-value';
import type { Scenario } from '../../wire/records';
import type { Content } from './content';
import { NotDone } from './not-done';

type Judged = Pick<Scenario, 'definition' | 'unread'>;

/** Why nothing may be concluded from what the cloud holds of a scenario, for people; `undefined` where it can be read. */
export function whyUnreadable({ definition, unread = [] }: Judged): string | undefined {
  if (unread.includes('name'))
    return t(
      'Part of this scenario in the cloud cannot be read ({0}). It is left unchanged. Check it in the web application.',
      unread.join(', '),
    );
  return definition
    ? undefined
    : t('The definition of this scenario in the cloud cannot be read. Check it in the web application.');
}

/** What cannot be read must not be taken for a scenario without steps. */
export const isReadable = (scenario: Judged): boolean => whyUnreadable(scenario) === undefined;

/** Throws a `NotDone` where a scenario cannot be read. */
export function mustBeReadable(scenario: Judged): void {
  const why = whyUnreadable(scenario);
  if (why !== undefined) throw new NotDone('failed', why);
}

/** Said where the list of scenarios holds one without a number that can be read. */
export const goneUnknown = (): string =>
  t(
    'The cloud lists a scenario with an unreadable ID, so it is unknown whether this one was deleted. Refresh, or check it in the web application.',
  );

/** The definition as it came; `undefined` where there is none, or where it is nested too deep to be kept. */
export function rawDefinition({ raw, definition }: Pick<Scenario, 'raw' | 'definition'>): unknown {
  return (raw ? raw['definition'] : definition) ?? undefined;
}

/** Whether two readings of a scenario hold the same definition, read or not. */
export const sameDefinition = (one: Scenario, other: Scenario): boolean =>
  sameValue(rawDefinition(one) ?? null, rawDefinition(other) ?? null);

/** A description that cannot be read says nothing: it counts as the one that both agreed on, or as the file's. */
export function withDescription(
  theirs: Content,
  { unread = [] }: Judged,
  said: readonly (Pick<Content, 'description'> | undefined)[],
): Content {
  return unread.includes('description')
    ? { ...theirs, description: said.find((one) => one !== undefined)?.description ?? '' }
    : theirs;
}
