import { isRecord } from '../../base/json';
import { t } from '../../base/localize';
import { inset, shifted, type InFile } from '../../scenario/document/offsets';
import type { ScalarStyle, Span } from '../../scenario/document/tree';
import { scalarText } from '../../scenario/edit/scalar-text';
import { readSource, verified } from '../../scenario/edit/source';
import type { TextEdit } from '../../scenario/edit/text-edit';
import type { TokenValues } from '../../scenario/model';
import { datePhrase, findTokens, lookupToken } from '../../scenario/tokens';
import type { ReadScenario } from '../core/read-scenario';
import { tokenUses, type TokenUse } from '../core/token-index';
import { usesOf } from './references';
import { keysOfName, startsWith, tokenKeys, tokenTargetAt, type TokenTarget } from './token-target';

/** Why something has no other name, in a sentence. */
export interface Refusal {
  readonly refusal: string;
}

export type Renaming = Refusal | { readonly edits: readonly TextEdit<InFile>[] };

const refuse = (refusal: string): Refusal => ({ refusal });

/** The word that a renaming changes, and its text now; a sentence where the token at the offset cannot be renamed. */
export function prepareRename(
  scenario: ReadScenario,
  offset: InFile,
): Refusal | { readonly word: Span<InFile>; readonly name: string } {
  const target = tokenTargetAt(scenario, offset);
  if (!target)
    return refuse(
      t('Only tokens can be renamed. Place the cursor on a name between {{ and }}, or on a key under "tokens".'),
    );
  if (target.kind === 'date') return refuse(t('A date token has no name. Change its phrase instead.'));
  const { producer } = target;
  if (producer)
    return refuse(
      t('Step {0} provides this value. Its name is made of the cog, the record and the field.', producer.step + 1),
    );
  return { word: target.word, name: target.path.at(-1) ?? '' };
}

/** Gives the token at an offset another name, in its declaration and wherever it is used. */
export function renameToken(scenario: ReadScenario, offset: InFile, newName: string): Renaming {
  const prepared = prepareRename(scenario, offset);
  const target = tokenTargetAt(scenario, offset);
  if ('refusal' in prepared || !target) return 'refusal' in prepared ? prepared : { edits: [] };
  const name = newName.trim();
  if (name === prepared.name) return { edits: [] };
  const objection = objectionTo(scenario, target, name);
  return objection === undefined ? rename(scenario, target, name) : refuse(objection);
}

function objectionTo(scenario: ReadScenario, target: TokenTarget, name: string): string | undefined {
  const found = findTokens(`{{${name}}}`);
  if (found.length !== 1 || found[0]?.name !== name)
    return t('"{0}" is not a valid token name. A name cannot contain braces or line breaks.', name);
  if (datePhrase(name) !== undefined) return t('"{0}" would be read as a date. Choose another name.', name);
  const isNested = target.path.length > 1 || isRecord(scenario.values[target.path[0] ?? '']);
  if (isNested && name.includes('.')) return t('The name of a nested token cannot contain dots.');
  return collision(scenario, target, [...target.path.slice(0, -1), name]);
}

/** What nobody declares may become what somebody does: so a misspelt name is mended. */
function collision(scenario: ReadScenario, { kind }: TokenTarget, next: readonly string[]): string | undefined {
  if (kind === 'unknown') return undefined;
  const { values } = scenario;
  const name = next.join('.');
  if (lookupToken(values, name) !== undefined || tokenKeys(scenario).some((key) => startsWith(key.path, next)))
    return t('A token "{0}" already exists. Choose another name.', name);
  const isUsed = tokenUses(scenario).some((use) => use.name === name || startsWith(keysOfName(values, use.name), next));
  return isUsed ? t('The name "{0}" is already used, without a declaration. Choose another name.', name) : undefined;
}

function rename(scenario: ReadScenario, target: TokenTarget, name: string): Renaming {
  const { text } = scenario.document;
  const source = readSource(text);
  if (!source) return refuse(t('Fix the file’s errors before renaming.'));
  const next = [...target.path.slice(0, -1), name];
  const keys = tokenKeys(scenario).filter(
    ({ path }) => path.length === target.path.length && startsWith(path, target.path),
  );
  if (target.kind === 'declared' && keys.length === 0)
    return refuse(t('This token is declared through an alias or a merge key. Rename it where it is written.'));
  const keyEdits = keys.map(({ node, span }) => ({
    ...span,
    text: scalarText(name, { key: true, flow: true, style: node.style }),
  }));
  const useEdits = usesOf(scenario, target).flatMap((use) =>
    editOfUse(text, use, { from: target, next, values: scenario.values }),
  );
  const intended = renamed(source.values[0], target, next, scenario.values);
  const edits = verified(source, dedupe([...keyEdits, ...useEdits]), intended);
  if (edits) return { edits };
  return refuse(
    t(
      '"{0}" cannot replace the name everywhere it is used. Choose another name, or remove anchors and aliases first.',
      name,
    ),
  );
}

interface NewName {
  readonly from: TokenTarget;
  readonly next: readonly string[];
  readonly values: TokenValues;
}

/** What comes by an alias stands elsewhere, and is changed there. */
function editOfUse(text: string, { name, span }: TokenUse, to: NewName): readonly TextEdit<InFile>[] {
  const written = text.slice(span.start, span.end);
  if (!written.startsWith('{{') || !written.endsWith('}}')) return [];
  const keys = keysOfName(to.values, name);
  const before = to.from.path.slice(0, -1).join('.');
  const start = shifted(span.start, 2 + (before === '' ? 0 : before.length + 1));
  const isPlain = written === `{{${name}}}`;
  const word = isPlain ? { start, end: shifted(start, (to.from.path.at(-1) ?? '').length) } : inset(span, 2);
  const put = isPlain ? (to.next.at(-1) ?? '') : [...to.next, ...keys.slice(to.next.length)].join('.');
  return [{ ...word, text: escaped(put, quoteBefore(text, span.start)) }];
}

const quoteStyles: Readonly<Partial<Record<string, ScalarStyle>>> = { '"': 'double', "'": 'single' };

/** The quotes around a token, if any: those that are on its line before it. */
function quoteBefore(text: string, at: number): ScalarStyle {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const quote = /(?:^|[\s:,[{-])(["'])(?:(?!\1).)*$/.exec(line)?.[1] ?? '';
  return quoteStyles[quote] ?? 'plain';
}

function escaped(name: string, style: ScalarStyle): string {
  if (style === 'double') return JSON.stringify(name).slice(1, -1);
  return style === 'single' ? name.replaceAll("'", "''") : name;
}

const dedupe = (edits: readonly TextEdit<InFile>[]): readonly TextEdit<InFile>[] => [
  ...new Map(edits.map((edit) => [edit.start, edit])).values(),
];

/** What the file means with the other name. */
function renamed(root: unknown, target: TokenTarget, next: readonly string[], values: TokenValues): unknown {
  if (!isRecord(root)) return root;
  return Object.fromEntries(
    Object.entries(root).map(([key, value]) => [
      key,
      key === 'tokens'
        ? renamedKey(value, target.path, next.at(-1) ?? '')
        : renamedUses(value, { from: target, next, values }),
    ]),
  );
}

function renamedKey(value: unknown, [key, ...rest]: readonly string[], name: string): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([own, inner]) => {
      if (own !== key) return [own, inner];
      return rest.length === 0 ? [name, inner] : [own, renamedKey(inner, rest, name)];
    }),
  );
}

function renamedUses(value: unknown, to: NewName): unknown {
  if (typeof value === 'string')
    return findTokens(value).reduceRight(
      (text, { name, start, end }) => text.slice(0, start) + renamedUse(name, to) + text.slice(end),
      value,
    );
  if (Array.isArray(value)) return value.map((item) => renamedUses(item, to));
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, renamedUses(inner, to)]))
    : value;
}

function renamedUse(name: string, { from, next, values }: NewName): string {
  const keys = from.kind === 'unknown' && from.path.length === 1 ? [name] : keysOfName(values, name);
  return startsWith(keys, from.path) ? `{{${[...next, ...keys.slice(next.length)].join('.')}}}` : `{{${name}}}`;
}
