import { Ajv } from 'ajv';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import frame from '../../../../schemas/scenario.schema.json';
import { createCatalog, type Catalog } from '../../../../src/registry/catalog';
import { readRegistryFile } from '../../../../src/registry/registry-file';
import { resolveSentence, type Resolution } from '../../../../src/registry/resolve';
import { createValidators } from '../../../../src/registry/schema/validators';
import { wholeSchema } from '../../../../src/registry/schema/whole-schema';
import { isTextStep, type ScenarioStep } from '../../../../src/scenario/model';
import { parseScenario } from '../../../../src/scenario/parse';

const filesIn = (folder: string, ending: RegExp): readonly (readonly [string, string])[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .sort()
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]);

function meaningOf(catalog: Catalog, step: ScenarioStep): Resolution | undefined {
  if (isTextStep(step)) return resolveSentence(catalog, step.step, step.data);
  const definition = catalog.definition(step.cog, step.stepId);
  return definition && { definition, data: step.data ?? {} };
}

const corpus = process.env['STACK_MOXIE_CORPUS'];
(corpus === undefined ? () => undefined : describe)('schemas of real registries', () => {
  const files = filesIn(join(corpus ?? '', 'registry'), /\.json$/).map(([, text]) => readRegistryFile(text));
  const catalog = createCatalog(files.flatMap(({ entries }) => entries));

  it('all files are read without a problem', () =>
    assert.deepEqual(
      files.flatMap(({ problems }) => problems),
      [],
    ));

  it('the schema of everything is a schema that compiles', () => {
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

  it('no step of a real scenario has a problem with its data', () => {
    const validators = createValidators();
    const alarms = filesIn(join(corpus ?? '', 'scenarios'), /\.ya?ml$/).flatMap(([file, text]) =>
      (parseScenario(text).scenario?.steps ?? []).flatMap((step) => {
        const meaning = meaningOf(catalog, step);
        return meaning
          ? validators.check(meaning.definition, meaning.data).map(({ message }) => `${file}: ${message}`)
          : [];
      }),
    );
    assert.deepEqual(alarms, []);
  });
});
