import { spanInSlice } from '../../src/scenario/document/offsets';
import { checkSentence } from '../../src/language/check/check-sentence';
import { readNodeText } from '../../src/language/core/node-text';
import { createCatalog, type Catalog } from '../../src/registry/catalog';
import { couldMean } from '../../src/registry/holes';
import { nearestSentences } from '../../src/registry/nearest';
import { readSentence } from '../../src/registry/readings';
import { sentenceTemplate } from '../../src/registry/template';
import type { RegistryEntryPayload } from '../../src/wire/registry';
import { madeRegistry } from './made-registry';
import { realRegistries } from './real-registry';
import type { Row } from './row';
import { ms } from './timing';

/** Expressions that a backtracking engine would need seconds for, or for ever. */
const hostile = [
  'merge the (?<a>.+) with (?<b>.+) and (?<c>.+) into (?<d>.+) with (?<e>.+) and (?<f>.+) of (?<g>.+)!',
  '(?:a+)+$',
  '(?<x>(?:a|a)*)b',
  '(?<x>(?:.*,)*.*)=',
  '(?:(?<one>\\w+\\s?)+)+!',
  '(?<first>.*)(?<second>.*)(?<third>.*)(?<fourth>.*)#',
  '(?<word>\\w+) (?=.*x)(?<rest>.*) \\k<word>',
];

/** Texts of 4 kB that bring out the worst in them. */
const texts = [
  'a'.repeat(4_000),
  'merge the a with b and c into d with e and f of g '.repeat(80),
  'word '.repeat(800),
  ', '.repeat(2_000),
  'the email field on salesforce lead ada@example.com should be '.repeat(65),
  'create a lead with a contact on an account for a deal '.repeat(75),
].map((text) => text.slice(0, 4_000));

const hostileRegistry = (count: number): readonly RegistryEntryPayload[] => [
  {
    ...{ name: 'made/hostile', label: 'Hostile', version: '1', homepage: '', authHelpUrl: '', authFieldsList: [] },
    stepDefinitionsList: Array.from({ length: count }, (_, index) => ({
      ...{ stepId: `Hostile${String(index)}`, name: '', type: 0, expectedFieldsList: [], expectedRecordsList: [] },
      expression: `${index < hostile.length ? '' : `(?:${String(index)})?`}${hostile[index % hostile.length] ?? ''}`,
    })),
  },
];

/** All that a step's text may set off, each in one go: cold, and again when everything is known. */
const works: Readonly<Record<string, (catalog: Catalog, text: string) => unknown>> = {
  'what it means': (catalog, text) => readSentence(catalog, text),
  'what it could mean': (catalog, text) =>
    couldMean(catalog, [text.slice(0, 1_000), text.slice(1_000, 3_000), text.slice(3_000)]),
  'as tokens are used': (catalog, text) =>
    couldMean(catalog, [text.slice(0, 1_000), text.slice(1_000, 3_000), text.slice(3_000)], 'values'),
  'what is nearest': (catalog, text) => nearestSentences(catalog, text, 3),
  'its problems': (catalog, text) => {
    const node = {
      kind: 'scalar',
      span: spanInSlice({ start: 0, end: text.length }),
      style: 'plain',
      value: text,
      text,
    } as const;
    return checkSentence(
      readNodeText(node, text, () => undefined),
      {},
      catalog,
      () => undefined,
    );
  },
};

/** Each case is tried this often, all new, and counts with its shortest time: the others held up by what else the machine does. */
const tries = 3;

/** The longest that any text of 4 kB keeps the extension host from answering. */
export function hostileRows(): Promise<readonly Row[]> {
  const registries = [
    ...realRegistries(),
    madeRegistry(72),
    madeRegistry(600),
    hostileRegistry(7),
    hostileRegistry(100),
    [...madeRegistry(600), ...hostileRegistry(20)],
  ];
  const times = new Map<string, number>();
  const note = (about: string, time: number): void =>
    void times.set(about, Math.min(time, times.get(about) ?? Infinity));
  for (let count = 0; count < tries; count++) {
    for (const [place, entries] of registries.entries())
      timeRegistry(entries, (about, time) =>
        note(`${about}, registry ${String(place + 1)} of ${String(registries.length)}`, time),
      );
  }
  const [[about, worst] = ['', NaN]] = [...times].sort(([, a], [, b]) => b - a);
  return Promise.resolve([
    {
      name: 'language: any text of 4 kB against any registry, at once',
      measured: worst,
      target: 50,
      unit: ' ms',
      detail: `${ms(worst)}: ${about}`,
    },
  ]);
}

function timeRegistry(entries: readonly RegistryEntryPayload[], note: (about: string, time: number) => void): void {
  const timed = (about: string, work: () => unknown): void => {
    const from = performance.now();
    work();
    note(about, performance.now() - from);
  };
  for (const [what, work] of Object.entries(works)) {
    // A catalog of its own: nothing is known of it yet.
    const catalog = createCatalog(entries);
    for (const [index, text] of [...texts, ...texts].entries())
      timed(`${what}, text ${String(index % texts.length)}${index < texts.length ? '' : ' again'}`, () =>
        work(catalog, text),
      );
  }
  for (const definition of createCatalog(entries).sentences.all)
    timed(`the sentence of ${definition.stepId}`, () => sentenceTemplate(definition));
}
