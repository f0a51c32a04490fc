import assert from 'node:assert/strict';
import type { Clock } from '../../../src/base/clock';
import { compileCatalog, createCatalog, type Catalog } from '../../../src/registry/catalog';
import type { RegistryEntryPayload } from '../../../src/wire/registry';
import { itOnEachCorpus } from '../../support/corpus';
import { cog, step } from './made-registry';

const entry = (name: string, expressions: readonly string[]): RegistryEntryPayload =>
  cog(
    name,
    ...expressions.map((expression, index) => ({ ...step(`S${String(index)}`, expression), name: expression })),
  );
const entries = [
  entry('a/one', ['check (?<a>.+)', '(', 'do (?:it|that)']),
  entry('', ['nobody has no name']),
  entry('a/two', ['/check the (?<b>\\w+)/', '']),
  entry('a/one', ['another (?<c>.+) than before']),
];

/** A clock on which every look takes a millisecond, and which counts its pauses. */
function busyClock(): Clock & { readonly pauses: () => number } {
  let [now, pauses] = [0, 0];
  return { now: () => (now += 1), sleep: () => Promise.resolve(void (pauses += 1)), pauses: () => pauses };
}

/** A catalog as plain data: a compiled expression by its source. */
const drawn = ({ cogs, unusable, sentences }: Catalog): unknown =>
  JSON.parse(
    JSON.stringify(
      { cogs: [...cogs], unusable, candidates: sentences.candidates('check the x') },
      (key, value: unknown) => (key === 'expression' ? String((value as { readonly pattern: RegExp }).pattern) : value),
    ),
  );

describe('a catalog that is compiled in slices', () => {
  it('is the same as one made at once', async () => {
    const sliced = await compileCatalog(entries, busyClock());
    assert.deepEqual(drawn(sliced), drawn(createCatalog(entries)));
    assert.equal(sliced.definition('a/one', 'S0')?.name, 'another (?<c>.+) than before');
    assert.deepEqual(
      sliced.unusable.map(({ cog, stepId }) => `${cog} ${stepId}`),
      ['a/two S1'],
    );
  });

  it('lets others work after each few milliseconds', async () => {
    const clock = busyClock();
    await compileCatalog(
      [
        entry(
          'a/long',
          Array.from({ length: 60 }, (_, index) => `step ${String(index)}`),
        ),
      ],
      clock,
    );
    assert.equal(clock.pauses(), 8);
  });

  itOnEachCorpus('of registry files is the same too', async ({ registries, catalog }) => {
    assert.ok(catalog.cogs.size > 0);
    assert.deepEqual(drawn(await compileCatalog(registries.flat(), busyClock())), drawn(catalog));
  });
});
