import { Ajv } from 'ajv';
import assert from 'node:assert/strict';
import frame from '../../../../schemas/scenario.schema.json';
import type { Catalog } from '../../../../src/registry/catalog';
import { readRegistryFile } from '../../../../src/registry/registry-file';
import { resolveSentence, type Resolution } from '../../../../src/registry/resolve';
import { createValidators } from '../../../../src/registry/schema/validators';
import { wholeSchema } from '../../../../src/registry/schema/whole-schema';
import { isTextStep, type ScenarioStep } from '../../../../src/scenario/model';
import { parseScenario } from '../../../../src/scenario/parse';
import { itOnEachCorpus } from '../../../support/corpus';

function meaningOf(catalog: Catalog, step: ScenarioStep): Resolution | undefined {
  if (isTextStep(step)) return resolveSentence(catalog, step.step, step.data);
  const definition = catalog.definition(step.cog, step.stepId);
  return definition && { definition, data: step.data ?? {} };
}

describe('schemas of the registries of a corpus', () => {
  itOnEachCorpus('all files are read without a problem', ({ registryFiles }) =>
    assert.deepEqual(
      registryFiles.flatMap(({ text }) => readRegistryFile(text).problems),
      [],
    ),
  );

  itOnEachCorpus('the schema of everything is a schema that compiles', ({ catalog }) => {
    const ajv = new Ajv({
      strict: true,
      allowUnionTypes: true,
      strictRequired: false,
      strictTypes: false,
      ownProperties: true,
    });
    assert.ok(
      ajv
        .addVocabulary(['markdownDescription', 'defaultSnippets', 'enumDescriptions'])
        .compile(wholeSchema({ frame, catalog })),
    );
  });

  itOnEachCorpus('no step of a scenario has a problem with its data', ({ catalog, scenarios }) => {
    const validators = createValidators();
    const alarms = scenarios.flatMap(({ path, text }) =>
      (parseScenario(text).scenario?.steps ?? []).flatMap((step) => {
        const meaning = meaningOf(catalog, step);
        return meaning
          ? validators.check(meaning.definition, meaning.data).map(({ message }) => `${path}: ${message}`)
          : [];
      }),
    );
    assert.deepEqual(alarms, []);
  });
});
