import { t } from '../../base/localize';
import type { InFrame } from '../../scenario/document/offsets';
import { findEntry, type TreeNode } from '../../scenario/document/tree';
import type { Named } from '../core/knowledge';
import type { Report } from '../core/problem';

/** Checks that what `linkedScenarios` names is there. Nothing is wrong where templates are not known, nor with what is no number. */
export function checkTemplates(
  root: TreeNode<InFrame> | undefined,
  templates: readonly Named[] | undefined,
  report: Report<InFrame>,
): void {
  if (!templates) return;
  const linked = findEntry(root, 'linkedScenarios')?.value;
  for (const outcome of ['onPass', 'onFail']) {
    const id = findEntry(findEntry(linked, outcome)?.value, 'templateId')?.value;
    if (id?.kind !== 'scalar' || typeof id.value !== 'number' || templates.some((template) => template.id === id.value))
      continue;
    report('unknown-template', id.span, t('The organization has no linkable template {0}.', id.text), {
      names: templates.map(({ id: known }) => String(known)),
    });
  }
}
