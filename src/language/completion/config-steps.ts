import { t } from '../../base/localize';
import type { Catalog } from '../../registry/catalog';
import type { Cog } from '../../registry/definition';
import { shifted, type InFile } from '../../scenario/document/offsets';
import type { TextEdit } from '../../scenario/edit/text-edit';
import type { Proposal } from './item';
import type { StepPlace, ValuePlace } from '../place/place';
import { plainSnippet, valueIn } from './snippet';
import { unquoted } from './step-meaning';

/** The cogs of the registry; those with the step id that is there already come first. */
export function proposeCogs(catalog: Catalog, place: ValuePlace): readonly Proposal[] {
  const stepId = unquoted(place.step?.keys.get('stepId') ?? '');
  const fits = ({ name }: Cog): number => (stepId !== '' && catalog.definition(name, stepId) ? 0 : 1);
  return [...catalog.cogs.values()]
    .sort((a, b) => fits(a) - fits(b))
    .map((cog) => ({
      label: cog.name,
      description: [cog.label, cog.version].filter(Boolean).join(' '),
      kind: 'cog',
      insert: plainSnippet(valueIn(cog.name, place)),
      filter: `${cog.name} ${cog.label}`,
      span: place.span,
      subject: { cog },
    }));
}

/** The step ids of the step's cog; those of all cogs where none is named: the cog then comes along. */
export function proposeStepIds({ cogs }: Catalog, place: ValuePlace): readonly Proposal[] {
  const named = unquoted(place.step?.keys.get('cog') ?? '');
  const known = cogs.get(named);
  const from = known ? [known] : [...cogs.values()];
  return from.flatMap((cog) => {
    const edits = place.step && !place.step.keys.has('cog') ? [cogBefore(cog, place.step)] : undefined;
    return cog.steps.map((definition): Proposal => ({
      label: definition.stepId,
      description: known ? definition.name : cog.label,
      detail: definition.type === 'ACTION' ? t('Action') : t('Validation'),
      kind: 'step-id',
      insert: plainSnippet(valueIn(definition.stepId, place)),
      filter: `${definition.stepId} ${definition.name}${known ? '' : ` ${cog.label}`}`,
      span: place.span,
      subject: { definition },
      ...(edits ? { edits } : {}),
    }));
  });
}

/** `cog` as the step's first key. */
function cogBefore({ name }: Cog, { start, column, flow }: StepPlace): TextEdit<InFile> {
  const at = shifted(start, flow ? column + 1 : column);
  const cog = `cog: ${valueIn(name, { style: 'plain', isClosed: true, flow })}`;
  return flow
    ? { start: at, end: at, text: ` ${cog},` }
    : { start: at, end: at, text: `${cog}\n${' '.repeat(column)}` };
}
