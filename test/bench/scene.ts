import { readFileSync } from 'node:fs';
import { CheckedDocument } from '../../src/language/check/checked-document';
import type { Knowledge } from '../../src/language/core/knowledge';
import type { ReadScenario } from '../../src/language/core/read-scenario';
import { createCatalog, type Catalog } from '../../src/registry/catalog';
import { fieldChoices } from '../../src/registry/choices';
import type { JsonSchema } from '../../src/registry/schema/json-schema';
import { createValidators } from '../../src/registry/schema/validators';
import { wholeSchema } from '../../src/registry/schema/whole-schema';
import { inFile, type InFile } from '../../src/scenario/document/offsets';
import { ScenarioDocument } from '../../src/scenario/document/document';
import { madeRegistry } from './made-registry';
import { madeScenario } from './made-scenario';
import { realRegistry } from './real-registry';

/** A registry and all that is known by it. */
export interface Scene {
  /** What the registry is: `72 real definitions`. */
  readonly title: string;
  readonly catalog: Catalog;
  readonly knowledge: Knowledge;
  readonly schema: JsonSchema;
}

/**
 * The schema as the targets were measured with: one rule for each step definition, by cog and step id. Ours asks for the cog
 * first, which spares the server most of its work.
 */
function flat(schema: JsonSchema): JsonSchema {
  const { configuration } = schema.$defs ?? {};
  const rules = (configuration?.allOf ?? []).flatMap(({ if: cog, then }) =>
    (then?.allOf ?? []).map(({ if: stepId, then: rule }): JsonSchema => ({
      if: { properties: { ...cog?.properties, ...stepId?.properties }, required: ['cog', 'stepId'] },
      ...(rule ? { then: rule } : {}),
    })),
  );
  if (rules.length === 0) throw new Error('The schema has no rules for step definitions.');
  return { ...schema, $defs: { ...schema.$defs, configuration: { ...configuration, allOf: rules } } };
}

function makeScene(title: string, catalog: Catalog): Scene {
  const frame = JSON.parse(readFileSync('schemas/scenario.schema.json', 'utf8')) as JsonSchema;
  const knowledge = {
    catalog,
    validators: createValidators({ choices: fieldChoices }),
    now: Date.parse('2026-03-10T15:20:30Z'),
  };
  return { title, catalog, knowledge, schema: flat(wholeSchema({ frame, catalog, choices: fieldChoices })) };
}

/** With about 72 definitions: real ones where there are any. */
export function smallScene(): Scene {
  const real = realRegistry();
  return makeScene(real ? 'real definitions' : '72 definitions', createCatalog(real ?? madeRegistry(72)));
}

/** A scene with more definitions around those of a small one, 600 in all. */
export function widened({ catalog }: Scene): Scene {
  const own = [...catalog.cogs.values()].reduce((sum, { steps }) => sum + steps.length, 0);
  return makeScene(
    '600 definitions',
    createCatalog([...(realRegistry() ?? madeRegistry(72)), ...madeRegistry(600 - own, 'x')]),
  );
}

export const largeScene = (): Scene => makeScene('600 definitions', createCatalog(madeRegistry(600)));

/** A scenario that is being edited. */
export class Editing {
  readonly document: ScenarioDocument;
  readonly #checked: CheckedDocument;
  readonly #knowledge: Knowledge;
  #presses = 0;
  #at = 0;
  #seed = 7;
  /** Where typing began. */
  #from = 0;

  /** @param text another file than one made of the scene's definitions */
  constructor(
    { catalog, knowledge }: Scene,
    count: number,
    {
      form = 'both',
      text = madeScenario(catalog, count, form),
    }: { readonly form?: 'both' | 'configuration'; readonly text?: string } = {},
  ) {
    this.document = new ScenarioDocument(text);
    this.#checked = new CheckedDocument(this.document);
    this.#knowledge = knowledge;
    this.problems();
  }

  problems(): number {
    return this.#checked.problems(this.#knowledge).length;
  }

  /** Types a letter and asks for all problems: words here and there in the steps. @returns the milliseconds of that */
  press(): number {
    return this.#timed(() => this.problems());
  }

  /** Types a letter and asks for something where it stands. @returns the milliseconds of that */
  pressAndAsk(ask: (scenario: ReadScenario, offset: InFile) => unknown): number {
    return this.#timed(() => ask(this.#checked.read(this.#knowledge), inFile(this.#at)));
  }

  #timed(work: () => unknown): number {
    if (this.#presses % 8 === 0) {
      this.#takeBack();
      this.#at = this.#place();
      this.#from = this.#at;
    }
    this.#presses += 1;
    const change = { start: this.#at, end: this.#at, text: this.#letter() };
    this.#at += 1;
    const from = performance.now();
    this.document.update([change]);
    work();
    return performance.now() - from;
  }

  /** Never the same word twice: what was read before would be known. */
  #letter(): string {
    this.#seed = (this.#seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return String.fromCharCode(97 + (this.#seed % 26));
  }

  /** What was typed goes again: who types elsewhere has finished here. */
  #takeBack(): void {
    if (this.#at === this.#from) return;
    this.document.update([{ start: this.#from, end: this.#at, text: '' }]);
    this.problems();
  }

  /** In the words or the values of a sentence, or in a value of the data. */
  #place(): number {
    const { steps } = this.document;
    const index = (this.#presses * 7_919) % steps.length;
    const { text = '' } = steps[index] ?? {};
    const inSentence = this.#presses % 3 === 0 ? /- step: "Then \w+ \w/ : /- step: "Then [^"]*/;
    const found = inSentence.exec(text) ?? /^\s+\w+: \w/m.exec(text);
    return this.document.pieceStart(index) + (found ? found.index + found[0].length : 0);
  }
}
