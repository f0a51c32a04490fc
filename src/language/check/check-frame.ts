import { endOfLine } from '../../base/lines';
import { t } from '../../base/localize';
import type { Piece } from '../../scenario/document/document';
import { frameStart, shifted, type InFrame } from '../../scenario/document/offsets';
import { findEntry, type MapNode, type Span, type TreeNode } from '../../scenario/document/tree';
import { collectProblems, type Problem, type Report } from '../core/problem';
import type { Named } from '../core/knowledge';
import { checkTemplates } from './check-templates';
import { checkKeys, checkValues, frameShapes, isNothing } from '../core/shapes';

/**
 * Checks what stands around the steps.
 * @param hasSteps whether there are steps; in `frame` itself there are none where the file was cut.
 * @param templates what can be linked, where that is known.
 */
export function checkFrame(
  { text, tree }: Piece<InFrame>,
  hasSteps: boolean,
  templates?: readonly Named[],
): readonly Problem<InFrame>[] {
  return collectProblems<InFrame>((report) => {
    for (const { code, span, message } of tree.problems) report(code, span, message);
    const { root } = tree;
    if (root?.kind === 'map') {
      checkKeys(root, frameShapes, text, report);
      for (const key of ['tokens', 'linkedScenarios', 'stackmoxie'])
        checkValues(findEntry(root, key)?.value, text, report);
      checkPresence(root, hasSteps, report);
      checkTemplates(root, templates, report);
    } else checkRoot(root, text, report);
  });
}

function checkRoot(root: TreeNode<InFrame> | undefined, text: string, report: Report<InFrame>): void {
  if (isNothing(root))
    report('missing-key', firstLine(text), t('A scenario file needs "scenario", "description" and "steps".'), {
      names: ['scenario', 'description', 'steps'],
    });
  // While the first key is being typed it is a text, and no error yet worth a second one.
  else
    report(
      'wrong-type',
      root?.span ?? firstLine(text),
      t('A scenario file contains keys with values: "scenario", "description", "steps".'),
    );
}

function checkPresence(root: MapNode<InFrame>, hasSteps: boolean, report: Report<InFrame>): void {
  checkText(root, 'scenario', t('"scenario" is missing. It names the scenario.'), report);
  checkText(
    root,
    'description',
    t('"description" is missing: it says what the scenario proves.'),
    (code, span, message, more) => report(code, span, message, { ...more, severity: 'warning' }),
  );
  if (hasSteps) return;
  const steps = findEntry(root, 'steps');
  if (!steps)
    report('missing-key', firstKey(root), t('"steps" is missing. It lists what the scenario does.'), {
      names: ['steps'],
    });
  else if (isNothing(steps.value) || steps.value?.kind === 'list')
    report('empty-steps', steps.key.span, t('The scenario has no steps yet.'));
}

function checkText(root: MapNode<InFrame>, key: string, message: string, report: Report<InFrame>): void {
  const entry = findEntry(root, key);
  const isMissing = isNothing(entry?.value) || (entry?.value?.kind === 'scalar' && entry.value.text.trim() === '');
  if (isMissing) report('missing-key', entry?.key.span ?? firstKey(root), message, { names: [key] });
}

const firstKey = ({ span, entries }: MapNode<InFrame>): Span<InFrame> => entries[0]?.key.span ?? span;

const firstLine = (text: string): Span<InFrame> => ({
  start: frameStart,
  end: shifted(frameStart, endOfLine(text, 0)),
});
