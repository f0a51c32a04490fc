import { applyEdits, type TextEdit } from '../../scenario/edit/text-edit';
import type { InFile } from '../../scenario/document/offsets';
import { findEntry } from '../../scenario/document/tree';
import type { PlacedProblem } from '../core/problem';
import type { ReadScenario } from '../core/read-scenario';
import { contextOf, type FixContext } from './fix-context';
import { fixMixedForms } from './fix-keys';
import { quoteToken } from './fix-tokens';
import { countErrors } from '../../scenario/document/read-tree';

/** Where each fix has to read the whole file, so many are made at once. */
const mostInWhole = 30;

/**
 * Mends what can be mended without a doubt about what is meant: quotes around values that begin with a token, and "cog" and
 * "stepId" beside a sentence that means just that step.
 * @returns edits of the file, none where there is nothing to mend.
 */
export function fixAll(scenario: ReadScenario, problems: readonly PlacedProblem[]): readonly TextEdit<InFile>[] {
  const { isSliced, text } = scenario.document;
  const safe = problems.filter(({ code }) => code === 'unquoted-token' || code === 'step-forms-mixed');
  const edits = (isSliced ? safe : safe.slice(0, mostInWhole)).flatMap(
    (problem) => editsFor(contextOf(scenario, problem, problems)) ?? [],
  );
  return isSliced || countErrors(applyEdits(text, edits)) <= countErrors(text) ? edits : [];
}

function editsFor(context: FixContext): readonly TextEdit<InFile>[] | undefined {
  if (context.problem.code === 'unquoted-token') return quoteToken(context);
  return saysTheSame(context) ? fixMixedForms(context)[0]?.edits() : undefined;
}

/** Whether the sentence means what "cog" and "stepId" name. */
function saysTheSame({ step }: FixContext): boolean {
  const definition = step?.facts.definition;
  const named = (key: string): string | undefined => {
    const value = findEntry(step?.piece.node, key)?.value;
    return value?.kind === 'scalar' ? value.text.trim() : undefined;
  };
  return (
    definition !== undefined &&
    (named('cog') ?? definition.cog) === definition.cog &&
    (named('stepId') ?? definition.stepId) === definition.stepId
  );
}
