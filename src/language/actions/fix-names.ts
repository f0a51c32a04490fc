import { t } from '../../base/localize';
import { createFix } from './action';
import type { Fixer } from './fix-context';
import { changeScalar } from './part';
import { scalarAt } from './place';

/** A cog, a step id or a choice that there is not: the names near it, which the problem brings. */
export const fixName: Fixer = ({ problem, part, span }) => {
  const place = scalarAt(part.node, part.path, span);
  if (!place || place.node.span.start !== span.start) return [];
  return (problem.names ?? []).slice(0, 5).map((name, index) =>
    createFix(problem, t('Change to "{0}"', name), () => changeScalar(part, place.path, place.node, name), {
      isPreferred: index === 0 && problem.code !== 'field-choice',
      isSlow: part.isSlow,
    }),
  );
};
