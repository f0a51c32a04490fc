import { parseDocument } from 'yaml';
import { askedFeatures } from './features';
import { ScenarioDocument } from '../../src/scenario/document/document';
import { CheckedDocument } from '../../src/language/check/checked-document';
import type { Row } from './row';
import { Editing, largeScene, smallScene, widened, type Scene } from './scene';
import { madeScenario } from './made-scenario';
import { median, ms, quantile, race, timed } from './timing';
import { YamlServer } from './yaml-server';

const steps = 1_000;
/** Each is the median of this many: of a thing that takes less than a tenth of a millisecond one alone says nothing. */
const presses = 40;

/** What an author waits for, beside yaml-language-server on the same documents with the same knowledge. */
export async function languageRows(): Promise<readonly Row[]> {
  const [small, large] = [smallScene(), largeScene()];
  // A file is seen for the first time where nothing was typed yet.
  return [
    await firstSight(small),
    ...(await againstServer(small, 300)),
    ...(await againstServer(large, 2_000)),
    ...(await bySize(small)),
    await byRegistry(small),
  ];
}

const pressing = (editing: Editing) => (): number => median(Array.from({ length: presses }, () => editing.press()));

/** One key, and what is asked for behind it, at 1,000 steps. All in configuration form: sentences the server takes for any text. */
async function againstServer(scene: Scene, keyTarget: number): Promise<readonly Row[]> {
  const editing = new Editing(scene, steps, { form: 'configuration' });
  const server = new YamlServer(scene.schema);
  const theirs = new Typist(editing.document.text);
  if ((await server.problems(theirs.text.replace('waitFor: ', 'waitFor: x'))) === 0)
    throw new Error('yaml-language-server does not know the schema.');
  const press = await race({ ours: pressing(editing), server: () => timed(() => server.problems(theirs.type())) }, 3);
  const rows = [against(`key press to all problems at 1,000 steps, ${scene.title}`, press, keyTarget)];
  for (const { name, ask, server: askServer } of askedFeatures) {
    const ours = (): number => median(Array.from({ length: presses }, () => editing.pressAndAsk(ask)));
    const times = await race({ ours, server: () => timed(() => askServer(server, theirs.type(), theirs.at)) }, 3);
    rows.push(against(`${name} at 1,000 steps, ${scene.title}`, times, 300));
  }
  return rows;
}

function against(
  what: string,
  times: { readonly ours: readonly number[]; readonly server: readonly number[] },
  target: number,
): Row {
  const [ours, served] = [median(times.ours), median(times.server)];
  return {
    name: `language: ${what}, against yaml-language-server`,
    measured: served / ours,
    target,
    limit: 'least',
    unit: '×',
    detail: `${ms(served)} / ${ms(ours)}`,
  };
}

/** Letters in a text of its own. */
class Typist {
  #presses = 0;
  /** Behind the last letter. */
  at = 0;

  constructor(public text: string) {}

  /** Types a letter into a value of the data, in another step each time. */
  type(): string {
    this.#presses += 1;
    const start = this.text.indexOf('    email: ', (this.text.length * ((this.#presses * 7) % 10)) / 12);
    this.at = start + 12;
    return (this.text = `${this.text.slice(0, start + 11)}x${this.text.slice(start + 11)}`);
  }
}

async function bySize(scene: Scene): Promise<readonly Row[]> {
  const [few, some, many] = [new Editing(scene, 10), new Editing(scene, steps), new Editing(scene, 5_000)];
  const each: number[] = [];
  const { text } = some.document;
  const pressSome = (): number => {
    const own = Array.from({ length: presses }, () => some.press());
    each.push(...own);
    return median(own);
  };
  const times = await race(
    { few: pressing(few), some: pressSome, many: pressing(many), parse: () => timed(() => parseDocument(text)) },
    25,
    5,
  );
  const [ten, all, parse] = [median(times.few), median(times.many), median(times.parse)];
  const slow = quantile(each.slice(5 * presses), 0.99);
  return [
    {
      name: 'language: key press to all problems at 5,000 steps, against 10',
      measured: all / ten,
      target: 3,
      unit: '×',
      detail: `${ms(all)} / ${ms(ten)}`,
    },
    {
      name: 'language: the slowest of 100 key presses at 1,000 steps, against a parse of the whole',
      measured: slow / parse,
      target: 1.2,
      unit: '×',
      detail: `${ms(slow)} / ${ms(parse)}`,
    },
  ];
}

/** The same file, and more definitions around those that it uses. */
async function byRegistry(small: Scene): Promise<Row> {
  const large = widened(small);
  const text = madeScenario(small.catalog, steps);
  const times = await race(
    { small: pressing(new Editing(small, steps)), large: pressing(new Editing(large, steps, { text })) },
    25,
    5,
  );
  const [few, many] = [median(times.small), median(times.large)];
  return {
    name: `language: key press with 600 definitions, against ${small.title}`,
    measured: many / few,
    target: 1.2,
    unit: '×',
    detail: `${ms(many)} / ${ms(few)}`,
  };
}

async function firstSight({ catalog, knowledge }: Scene): Promise<Row> {
  const text = madeScenario(catalog, steps);
  const times = await race(
    {
      ours: () => timed(() => new CheckedDocument(new ScenarioDocument(text)).problems(knowledge)),
      parse: () => timed(() => parseDocument(text)),
    },
    25,
    5,
  );
  const detail = `${ms(median(times.ours))} / ${ms(median(times.parse))}`;
  return {
    name: 'language: first problems of 1,000 steps, against the parse alone',
    measured: median(times.ours.map((ours, round) => ours / times.parse[round]!)),
    target: 1.3,
    unit: '×',
    detail,
  };
}
