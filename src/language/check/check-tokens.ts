import { t } from '../../base/localize';
import type { Catalog } from '../../registry/catalog';
import type { TreeNode } from '../../scenario/document/tree';
import type { TokenValues } from '../../scenario/model';
import { datePhrase, lookupToken } from '../../scenario/tokens';
import { collectProblems, type Problem, type Related, type Report } from '../problem';
import type { StepFacts } from './check-step';
import { declaredTokens } from '../declared-tokens';
import { fieldOfToken, producersOf, type Producer } from '../producers';
import type { TokenPlace } from './token-places';

/** What tokens are checked against. */
export interface TokenContext {
  readonly catalog?: Catalog;
  /** The scenario's own tokens. */
  readonly values: TokenValues;
}

/**
 * Checks the tokens that depend on more than their own step: whether each is declared, or given by a step before.
 * @returns the problems of each step.
 */
export function checkTokens(steps: readonly Pick<StepFacts, 'tokens' | 'definition'>[], context: TokenContext): readonly (readonly Problem[])[] {
  const producers = producersOf(steps);
  const firstUnknown = steps.findIndex(({ definition }) => !definition);
  const judge = new TokenJudge(context, producers, firstUnknown < 0 ? Infinity : firstUnknown);
  return steps.map(({ tokens }, index) => (tokens.length === 0 ? none : collectProblems((report) => tokens.forEach((token) => judge.judge(token, index, report)))));
}

const none: readonly Problem[] = [];

const givenBy = ({ step, definition }: Producer): Related => ({ place: { step }, message: t('Given here: {0}', definition.name || definition.stepId) });

class TokenJudge {
  readonly #context: TokenContext;
  readonly #producers: readonly Producer[];
  /** From this step on a record may come from a step that is not understood. */
  readonly #firstUnknown: number;

  constructor(context: TokenContext, producers: readonly Producer[], firstUnknown: number) {
    this.#context = context;
    this.#producers = producers;
    this.#firstUnknown = firstUnknown;
  }

  judge({ name, span }: TokenPlace, step: number, report: Report): void {
    const { values, catalog } = this.#context;
    if (datePhrase(name) !== undefined || lookupToken(values, name) !== undefined) return;
    const given = this.#producers.filter(({ prefix }) => name.startsWith(prefix));
    const before = given.filter((producer) => producer.step < step);
    if (before.length > 0) this.#judgeField({ name, span }, before, report);
    // A step that is not understood may give any record.
    else if (this.#firstUnknown < step && name.includes('.')) return;
    else if (given[0]) report('token-before-use', span, t('Step {0} gives this value, but only after this step has run.', given[0].step + 1), { related: [givenBy(given[0])] });
    // Without a registry, what has dots may be a record's field.
    else if (catalog || !name.includes('.')) report('undefined-token', span, t('No token "{0}" is declared, and no step before gives it. A run can still be started with a value for it.', name), { names: [name] });
  }

  #judgeField({ name, span }: TokenPlace, producers: readonly Producer[], report: Report): void {
    const fields = producers.map(({ prefix, record }) => ({ record, field: fieldOfToken(name.slice(prefix.length), record) }));
    if (fields.some(({ record, field }) => record.mayHaveMoreFields || record.fields.length === 0 || record.type === 'BINARY' || record.fields.some(({ key }) => key === field))) return;
    const names = fields.flatMap(({ record }) => record.fields.map(({ key }) => key));
    report('unknown-record-field', span, t('The record has no field "{0}".', fields[0]?.field ?? ''), { names, related: producers.slice(-1).map(givenBy) });
  }
}

/** Reports declared tokens that nobody uses; of nested ones each leaf. */
export function checkUnused(tokens: TreeNode | undefined, used: ReadonlySet<string>): readonly Problem[] {
  const names = [...used];
  const isUsed = (path: string): boolean => used.has(path) || names.some((name) => name.startsWith(`${path}.`) || path.startsWith(`${name}.`));
  return collectProblems((report) => {
    for (const { path, key } of declaredTokens(tokens)) if (!isUsed(path)) report('unused-token', key, t('Nothing uses the token "{0}".', path), { names: [path] });
  });
}
