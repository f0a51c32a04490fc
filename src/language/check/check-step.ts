import { t } from '../../base/localize';
import type { Catalog } from '../../registry/catalog';
import type { StepDefinition } from '../../registry/definition';
import { nearestWords } from '../../registry/edit-distance';
import type { Validators } from '../../registry/schema/validators';
import { isRecord } from '../../base/json';
import type { StepPiece } from '../../scenario/document/document';
import type { InSlice } from '../../scenario/document/offsets';
import { findEntry, valueOf, type MapNode, type ScalarNode, type TreeNode } from '../../scenario/document/tree';
import { findTokens, substituteText, substituteValue, type TokenLookup } from '../../scenario/tokens';
import { collectProblems, definedAs, type Report } from '../core/problem';
import { checkData } from './check-data';
import { checkSentence, type SentenceMeaning } from './check-sentence';
import type { StepFacts } from '../core/step-facts';
import { readNodeText } from '../core/node-text';
import { placesOfTokens, type TokenPlace } from '../core/token-places';
import { checkDates } from './check-dates';
import { checkKeys, checkValues, stepShapes, textOfKey } from '../core/shapes';

/** What a step is checked against. */
export interface StepContext {
  /** Absent where no registry is known: then only the step's own form is checked. */
  readonly catalog?: Catalog;
  readonly validators: Validators;
  /** Values of the scenario's own tokens and of dates. */
  readonly lookup: TokenLookup;
  /** Unix milliseconds: what date phrases are relative to. */
  readonly now: number;
}

/** Checks one step; what other steps do is none of its business. */
export function checkStep(piece: StepPiece, context: StepContext, isSliced: boolean): StepFacts {
  const { node, text, tree } = piece;
  let meaning: SentenceMeaning = unknownMeaning({});
  // A whole file is not searched for each of its steps.
  const tokens = isSliced && !text.includes('{{') ? none : placesOfTokens(node, text);
  const problems = collectProblems<InSlice>((report) => {
    if (isSliced) for (const { code, span, message } of tree.problems) report(code, span, message);
    checkDates(tokens, context.now, report);
    if (node?.kind !== 'map') {
      reportNoStep(node, report);
      return;
    }
    checkKeys(node, stepShapes, text, report);
    checkValues(findEntry(node, 'data')?.value, text, report);
    meaning = readMeaning(node, text, context, report);
    const { definition, data, captures } = meaning;
    if (definition) {
      checkData(
        node,
        { definition, data: tokens.length === 0 ? data : substituted(data, context.lookup), captures },
        context,
        report,
      );
      reportRetry(node, definition, report);
    }
  });
  return { problems, tokens, ...meaning };
}

const none: readonly TokenPlace<InSlice>[] = [];

const substituted = (data: SentenceMeaning['data'], lookup: TokenLookup): SentenceMeaning['data'] =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, substituteValue(value, lookup)]));

const unknownMeaning = (data: SentenceMeaning['data']): SentenceMeaning => ({
  definition: undefined,
  data,
  captures: [],
});

function reportNoStep(node: TreeNode<InSlice> | undefined, report: Report<InSlice>): void {
  if (node && !(node.kind === 'scalar' && node.value === null))
    report('wrong-type', node.span, t('A step has the key "step" with a sentence, or "cog" and "stepId".'));
}

function readMeaning(
  node: MapNode<InSlice>,
  source: string,
  context: StepContext,
  report: Report<InSlice>,
): SentenceMeaning {
  const [sentence, cog, stepId] = [textOfKey(node, 'step'), textOfKey(node, 'cog'), textOfKey(node, 'stepId')];
  const given = valueOf(findEntry(node, 'data')?.value);
  const data = isRecord(given) ? given : {};
  if (sentence) {
    const unread = cog ?? stepId;
    if (unread)
      report(
        'step-forms-mixed',
        unread.span,
        t('The sentence alone decides which step this is. "cog" and "stepId" are ignored.'),
      );
    return context.catalog
      ? checkSentence(readNodeText(sentence, source, context.lookup), data, context.catalog, report)
      : unknownMeaning(data);
  }
  if (cog && stepId) return { definition: findDefinition(cog, stepId, context, report), data, captures: [] };
  reportUnfinished(node, cog, stepId, report);
  return unknownMeaning(data);
}

function reportRetry(node: MapNode<InSlice>, definition: StepDefinition, report: Report<InSlice>): void {
  const entry = findEntry(node, 'failAfter');
  if (definition.type === 'ACTION' && Number(valueOf(entry?.value)) > 0)
    report(
      'retry-on-action',
      entry?.key.span ?? node.span,
      t('This step is an action. "failAfter" repeats the action until it passes.'),
      { related: [definedAs(definition)] },
    );
}

function reportUnfinished(
  { entries, span }: MapNode<InSlice>,
  cog: ScalarNode<InSlice> | undefined,
  stepId: ScalarNode<InSlice> | undefined,
  report: Report<InSlice>,
): void {
  const half = cog ?? stepId;
  if (half) {
    const missing = cog ? 'stepId' : 'cog';
    const message = t('"{0}" is missing. A step without a sentence needs "cog" and "stepId".', missing);
    report('missing-key', half.span, message, { names: [missing] });
    return;
  }
  const place = entries[0]?.key.span ?? span;
  report('missing-key', place, t('The step has neither a sentence nor "cog" and "stepId".'), { names: ['step'] });
}

function findDefinition(
  cog: ScalarNode<InSlice>,
  stepId: ScalarNode<InSlice>,
  { catalog, lookup }: StepContext,
  report: Report<InSlice>,
): StepDefinition | undefined {
  if (!catalog) return undefined;
  const [cogName, id] = [substituteText(cog.text.trim(), lookup), substituteText(stepId.text.trim(), lookup)];
  const known = catalog.cogs.get(cogName);
  if (findTokens(cogName).length > 0 || findTokens(id).length > 0) return undefined;
  const definition = catalog.definition(cogName, id);
  if (!known)
    report('unknown-cog', cog.span, t('The registry has no cog {0}.', cogName), {
      names: nearestWords(cogName, [...catalog.cogs.keys()], 3),
    });
  else if (!definition)
    report('unknown-step-id', stepId.span, t('{0} has no step {1}.', known.label, id), {
      names: nearestWords(
        id,
        known.steps.map((step) => step.stepId),
        3,
      ),
    });
  return definition;
}
