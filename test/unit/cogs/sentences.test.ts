import assert from 'node:assert/strict';
import type { CogSpec, FieldSpec } from '../../../src/cogs/kit/cog';
import { crmCog } from '../../../src/cogs/crm/crm-cog';
import { dnsCog } from '../../../src/cogs/dns/dns-cog';
import { textCog } from '../../../src/cogs/text/text-cog';
import { webCog } from '../../../src/cogs/web/web-cog';
import { createCatalog } from '../../../src/registry/catalog';
import { createSubject } from '../../../src/registry/expression';
import { resolveSentence } from '../../../src/registry/resolve';
import type { RegistryEntryPayload } from '../../../src/wire/registry';
import { sentences } from './sentences';

const readField = ({ key, optionality = 'REQUIRED', description }: FieldSpec) => ({
  key,
  optionality: optionality === 'REQUIRED' ? 1 : 0,
  type: 0,
  description,
});

const entryOf = <State>({ name, label, version, steps }: CogSpec<State>): RegistryEntryPayload => ({
  name,
  label,
  version,
  homepage: '',
  authHelpUrl: '',
  authFieldsList: [],
  stepDefinitionsList: steps.map(({ stepId, name: stepName, type, expression, expectedFields }) => ({
    stepId,
    name: stepName,
    type: type === 'ACTION' ? 0 : 1,
    expression,
    expectedFieldsList: expectedFields.map(readField),
    expectedRecordsList: [],
  })),
});

const entries = [entryOf(textCog), entryOf(webCog), entryOf(crmCog), entryOf(dnsCog)];
const all = Object.entries(sentences).flatMap(([cog, steps]) =>
  Object.entries(steps).flatMap(([stepId, texts]) => texts.map((text) => [`sandbox/${cog}`, stepId, text] as const)),
);

describe('the built-in cogs together', () => {
  it('there are sentences for every step', () => {
    const steps = entries.flatMap(({ name, stepDefinitionsList }) =>
      stepDefinitionsList.map(({ stepId }) => `${name} ${stepId}`),
    );
    assert.deepEqual([...new Set(all.map(([cog, stepId]) => `${cog} ${stepId}`))].sort(), [...steps].sort());
  });

  for (const [cog, stepId, text] of all) {
    it(`“${text}” means ${stepId}, with all cogs in any order, and nothing else as much`, () => {
      for (const order of [entries, [...entries].reverse()]) {
        const catalog = createCatalog(order);
        const definition = resolveSentence(catalog, text)?.definition;
        assert.deepEqual([definition?.cog, definition?.stepId], [cog, stepId]);
        const others = catalog.sentences
          .candidates(text.toLowerCase())
          .filter((other) => other !== definition && other.expression.match(createSubject(text)));
        for (const other of others)
          assert.ok(other.expression.literals < (definition?.expression?.literals ?? 0), `${other.stepId} is as good`);
      }
    });
  }

  it('a record that a step promises is called by its cog’s own names only', () => {
    const shared = new Map<string, string>();
    for (const { name, steps } of [textCog, webCog, crmCog, dnsCog]) {
      for (const { stepId, expectedRecords } of steps) {
        for (const { id, type } of expectedRecords) {
          assert.match(id, /^[a-z][A-Za-z]*$/, stepId);
          assert.equal(shared.get(`${name} ${id}`) ?? type, type, `${id} of ${stepId} is a table here and none there`);
          shared.set(`${name} ${id}`, type);
        }
      }
    }
  });

  it('every step says in a help text what its name does not', () => {
    for (const { steps } of [textCog, webCog, crmCog, dnsCog])
      for (const { stepId, help, name } of steps) assert.ok(help !== '' && help !== name, stepId);
  });
});
