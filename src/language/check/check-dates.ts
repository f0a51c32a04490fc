import { t } from '../../base/localize';
import { readDatePhrase } from '../../scenario/dates';
import type { InSlice } from '../../scenario/document/offsets';
import { datePhrase } from '../../scenario/tokens';
import type { Report } from '../core/problem';
import type { TokenPlace } from '../core/token-places';

/** Checks the phrases of date tokens: what the date library does not read as a whole is no date. */
export function checkDates(tokens: readonly TokenPlace<InSlice>[], now: number, report: Report<InSlice>): void {
  for (const { name, span } of tokens) {
    const phrase = datePhrase(name);
    if (phrase === undefined || readDatePhrase(phrase, now) !== undefined) continue;
    report(
      'bad-date',
      span,
      t(
        '"{0}" is not a date that can be read. Write, for example, "3 days from now", "midnight yesterday utc" or "2026-03-10".',
        phrase,
      ),
    );
  }
}
