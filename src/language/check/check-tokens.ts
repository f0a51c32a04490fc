import { t } from '../../base/localize';
import type { Catalog } from '../../registry/catalog';
import type { RecordDefinition, StepDefinition } from '../../registry/definition';
import type { InFrame, InSlice } from '../../scenario/document/offsets';
import type { TreeNode } from '../../scenario/document/tree';
import type { TokenValues } from '../../scenario/model';
import { isStaticToken } from '../../scenario/tokens';
import { collectProblems, type Problem, type Related, type Report } from '../core/problem';
import type { StepFacts } from '../core/step-facts';
import { declaredTokens } from '../core/declared-tokens';
import { fieldOfToken, producersOf } from '../core/producers';
import type { TokenPlace } from '../core/token-places';

/** What tokens are checked against. */
export interface TokenContext {
  readonly catalog?: Catalog;
  /** The scenario's own tokens. */
  readonly values: TokenValues;
}

/** A record that some step gives, and the first step that does. */
interface GivenRecord {
  readonly record: RecordDefinition;
  readonly definition: StepDefinition;
  readonly first: number;
}

const none: readonly Problem<InSlice>[] = [];

const givenBy = ({ first, definition }: GivenRecord): Related => ({
  place: { step: first },
  message: t('Provided here: {0}', definition.name || definition.stepId),
});

/** Judges the tokens that depend on more than their own step: whether each is declared, or given by a step before. Good as long as no step means something else. */
export class TokenJudge {
  readonly #context: TokenContext;
  /** By the beginning of their tokens' names; each once. */
  readonly #records = new Map<string, GivenRecord[]>();
  /** From this step on a record may come from a step that is not understood. */
  readonly #firstUnknown: number;

  constructor(steps: readonly Pick<StepFacts, 'definition'>[], context: TokenContext) {
    this.#context = context;
    const known = new Set<StepDefinition | undefined>([undefined]);
    steps.forEach(({ definition: given }, step) => {
      if (known.has(given)) return;
      known.add(given);
      for (const { prefix, record, definition } of producersOf([{ definition: given }]))
        this.#records.set(prefix, [...(this.#records.get(prefix) ?? []), { record, definition, first: step }]);
    });
    const unknown = steps.findIndex(({ definition }) => !definition);
    this.#firstUnknown = unknown < 0 ? Infinity : unknown;
  }

  /** @param step the step that uses the tokens, from 0. */
  judge(tokens: readonly TokenPlace<InSlice>[], step: number): readonly Problem<InSlice>[] {
    return tokens.length === 0
      ? none
      : collectProblems((report) => tokens.forEach((token) => this.#judgeToken(token, step, report)));
  }

  #judgeToken({ name, span }: TokenPlace<InSlice>, step: number, report: Report<InSlice>): void {
    const { values, catalog } = this.#context;
    if (isStaticToken(name, values)) return;
    const given = [...prefixesOf(name)].flatMap((prefix) =>
      (this.#records.get(prefix) ?? []).map((each) => ({ ...each, prefix })),
    );
    const before = given.filter(({ first }) => first < step);
    const [earliest] = given.toSorted((a, b) => a.first - b.first);
    if (before.length > 0) this.#judgeField({ name, span }, before, report);
    // A step that is not understood may give any record.
    else if (this.#firstUnknown < step && name.includes('.')) return;
    else if (earliest !== undefined)
      report(
        'token-before-use',
        span,
        t('Step {0} provides this value, but runs after this step.', earliest.first + 1),
        { related: [givenBy(earliest)] },
      );
    // Without a registry, what has dots may be a record's field.
    else if (catalog || !name.includes('.'))
      report(
        'undefined-token',
        span,
        t(
          'The token "{0}" is not declared, and no earlier step provides it. A run can still be started with a value for it.',
          name,
        ),
        { names: [name] },
      );
  }

  #judgeField(
    { name, span }: TokenPlace<InSlice>,
    given: readonly (GivenRecord & { readonly prefix: string })[],
    report: Report<InSlice>,
  ): void {
    const fields = given.map(({ prefix, record }) => ({
      record,
      field: fieldOfToken(name.slice(prefix.length), record),
    }));
    if (
      fields.some(
        ({ record, field }) =>
          record.mayHaveMoreFields ||
          record.fields.length === 0 ||
          record.type === 'BINARY' ||
          record.fields.some(({ key }) => key === field),
      )
    )
      return;
    const names = fields.flatMap(({ record }) => record.fields.map(({ key }) => key));
    report('unknown-record-field', span, t('The record has no field "{0}".', fields[0]?.field ?? ''), {
      names,
      related: given.slice(-1).map(givenBy),
    });
  }
}

/** Each beginning of a name that ends with a dot. */
function* prefixesOf(name: string): Generator<string> {
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) yield name.slice(0, dot + 1);
}

/** Reports declared tokens that nobody uses; of nested ones each leaf. */
export function checkUnused(
  tokens: TreeNode<InFrame> | undefined,
  used: ReadonlySet<string>,
): readonly Problem<InFrame>[] {
  const names = [...used];
  const isUsed = (path: string): boolean =>
    used.has(path) || names.some((name) => name.startsWith(`${path}.`) || path.startsWith(`${name}.`));
  return collectProblems((report) => {
    for (const { path, key } of declaredTokens(tokens))
      if (!isUsed(path)) report('unused-token', key, t('The token "{0}" is never used.', path), { names: [path] });
  });
}
