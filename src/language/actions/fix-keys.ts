import { t } from '../../base/localize';
import type { Catalog } from '../../registry/catalog';
import { nearestWords } from '../../registry/edit-distance';
import type { Change } from '../../scenario/edit/chain';
import { removeKey } from '../../scenario/edit/remove-key';
import { renameKey } from '../../scenario/edit/rename-key';
import { setValue } from '../../scenario/edit/set-value';
import { readSource, verified } from '../../scenario/edit/source';
import { changedAt } from '../../scenario/edit/values';
import type { InFile, InText } from '../../scenario/document/offsets';
import { findEntry, type TreeNode } from '../../scenario/document/tree';
import type { Path } from '../../scenario/edit/key-order';
import type { TextEdit } from '../../scenario/edit/text-edit';
import { createFix, type Action } from './action';
import type { FixContext, Fixer } from './fix-context';
import { changePart, type Part } from './part';
import { placeAt } from './place';

const remove =
  (path: Path): Change =>
  (text) =>
    removeKey(text, path, { comments: 'keep' });

/** What a new scenario begins with. */
const firstValues: Readonly<Record<string, unknown>> = {
  scenario: 'New scenario',
  description: 'What it proves',
  steps: [{ step: '' }],
};
const firstText = `scenario: New scenario\ndescription: What it proves\nsteps:\n- step: ""\n`;

export const fixMissingKey: Fixer = (context) => {
  const { problem, part, step } = context;
  const names = problem.names ?? [];
  const [name = ''] = names;
  if (names.length > 1)
    return [
      createFix(problem, t('Add "scenario", "description" and "steps"'), () => begin(part), { isPreferred: true }),
    ];
  if (step) return addToStep(context, name);
  return [
    createFix(
      problem,
      t('Add the key "{0}"', name),
      () => changePart(part, (text) => setValue(text, [name], firstValues[name] ?? '')),
      { isPreferred: true, isSlow: part.isSlow },
    ),
  ];
};

/** Into a file that holds no more than comments. */
function begin(part: Part): readonly TextEdit<InFile>[] | undefined {
  const { text } = part;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const open = text !== '' && text !== '\ufeff' && !text.endsWith('\n');
  return part.toFile([
    { start: text.length, end: text.length, text: (open ? eol : '') + firstText.replaceAll('\n', eol) },
  ]);
}

function addToStep({ problem, part, scenario }: FixContext, name: string): readonly Action[] {
  const known = valuesOfKey(part.node, name, scenario.knowledge.catalog);
  const values = known.length > 0 && known.length <= 3 ? known : [''];
  const options = { isPreferred: values.length === 1, isSlow: part.isSlow };
  return values.map((value) => {
    const title = value === '' ? t('Add the key "{0}"', name) : t('Add {0} "{1}"', name, value);
    const add = () => changePart(part, (text) => setValue(text, [...part.path, name], value));
    return createFix(problem, title, add, options);
  });
}

/** What may stand at the key that a step lacks: cogs with its step id, or step ids of its cog. */
function valuesOfKey(node: TreeNode | undefined, name: string, catalog: Catalog | undefined): readonly string[] {
  const [cog, stepId] = [textAt(node, 'cog'), textAt(node, 'stepId')];
  if (name !== 'cog') return catalog?.cogs.get(cog ?? '')?.steps.map((step) => step.stepId) ?? [];
  return [...(catalog?.cogs.values() ?? [])]
    .filter(({ steps }) => steps.some((step) => step.stepId === stepId))
    .map((found) => found.name);
}

function textAt(node: TreeNode | undefined, key: string): string | undefined {
  const value = findEntry(node, key)?.value;
  return value?.kind === 'scalar' && value.text !== '' ? value.text : undefined;
}

/** A key that nothing reads: the nearest that something does, or none. */
export const fixUnknownKey: Fixer = ({ problem, part, span }) => {
  const place = placeAt(part.node, part.path, span);
  if (!place?.entry) return [];
  const old = place.entry.key.text;
  const near = nearestWords(old, problem.names ?? [], 2);
  const renames = near.map((name, index) =>
    createFix(
      problem,
      t('Change to "{0}"', name),
      () => changePart(part, (text) => renameKey(text, place.path, name)),
      { isPreferred: index === 0, isSlow: part.isSlow },
    ),
  );
  const title = problem.code === 'unknown-field' ? t('Remove the field "{0}"', old) : t('Remove the key "{0}"', old);
  return [...renames, createFix(problem, title, () => changePart(part, remove(place.path)), { isSlow: part.isSlow })];
};

/** Beside a sentence "cog" and "stepId" are not read. */
export const fixMixedForms: Fixer = ({ problem, part }) => {
  const keys = ['cog', 'stepId'].filter((key) => findEntry(part.node, key));
  const title =
    keys.length > 1
      ? t('Remove "cog" and "stepId", which have no effect')
      : t('Remove "{0}", which has no effect', keys[0] ?? '');
  return [
    createFix(problem, title, () => changePart(part, ...keys.map((key) => remove([...part.path, key]))), {
      isPreferred: true,
      isSlow: part.isSlow,
    }),
  ];
};

/** An action that "failAfter" repeats. */
export const fixRetry: Fixer = ({ problem, part }) => [
  createFix(problem, t('Remove "failAfter"'), () => changePart(part, remove([...part.path, 'failAfter'])), {
    isSlow: part.isSlow,
  }),
];

/** Less than no seconds: the sign is too much. */
export const fixNegativeWait: Fixer = ({ problem, part, span }) => {
  const place = placeAt(part.node, part.path, span);
  const seconds = place?.node?.kind === 'scalar' ? -Number(place.node.text) : Number.NaN;
  if (!place || !(seconds > 0)) return [];
  return [
    createFix(
      problem,
      t('Change to {0}', seconds),
      () => changePart(part, (text) => setValue(text, place.path, seconds)),
      { isSlow: part.isSlow },
    ),
  ];
};

/** A step that is a text alone: the sentence without its key. */
export const fixBareSentence: Fixer = ({ problem, part, span, step }) => {
  const { node } = part;
  if (
    !step ||
    node?.kind !== 'scalar' ||
    typeof node.value !== 'string' ||
    node.span.start !== span.start ||
    !['plain', 'single', 'double'].includes(node.style)
  )
    return [];
  const start = part.fromPiece(node.span.start);
  return [
    createFix(problem, t('Convert to a step'), () => part.toFile(makeStep(part, start)), {
      isPreferred: true,
      isSlow: part.isSlow,
    }),
  ];
};

function makeStep({ text, path }: Part, start: InText): readonly TextEdit<InText>[] | undefined {
  const source = readSource(text);
  if (!source) return undefined;
  const wanted = changedAt(source.values[0], path, (step) => ({ step }));
  return verified(source, [{ start, end: start, text: 'step: ' }], wanted);
}
