import assert from 'node:assert/strict';
import { content, input, madeWorld, type MadeWorld } from './made-world';
import { contradictions, parseLinks, renderLinks, type Link } from '../../../src/sync/store/links';
import { fileText } from './made-texts';

const organization = '4f0c9d2e-0000-4000-8000-000000000001';
const link = (path: string, id: number, of = organization): Link => ({ organization: of, path, id });
const told = (text: string): readonly string[] => parseLinks(text).links.map(({ path, id }) => `${path} ${id}`);
const whole = (links: readonly Link[]): string => renderLinks({ links, others: {} });

describe('the file of links', () => {
  it('has one line a link, in order, and its last line is always the same', () => {
    assert.equal(
      whole([link('b.crank.yml', 2), link('Ä "x".crank.yml', 3), link('a.crank.yml', 1)]),
      `{
  "about": "Which file is which scenario of Stack Moxie. Keep this file in version control.",
  "organizations": {
    "${organization}": {
      "a.crank.yml": 1,
      "b.crank.yml": 2,
      "Ä \\"x\\".crank.yml": 3,
      "end": null
    },
    "end": null
  },
  "version": 1
}
`,
    );
  });

  it('comes back as it was written', () => {
    const links = [link('a.crank.yml', 1), link('b "x"/c.crank.yml', 2), link('d.crank.yml', 3, 'other')];
    const text = whole(links);
    assert.deepEqual(parseLinks(text), {
      links,
      badPaths: [],
      problems: [],
      hasMergeMarks: false,
      isDamaged: false,
      others: {},
    });
    assert.equal(renderLinks(parseLinks(text)), text);
  });

  it('changes one line for one link, wherever it stands', () => {
    const lines = new Set(whole([link('b.crank.yml', 2)]).split('\n'));
    for (const path of ['a.crank.yml', 'c.crank.yml'])
      assert.equal(
        whole([link('b.crank.yml', 2), link(path, 9)])
          .split('\n')
          .filter((line) => !lines.has(line)).length,
        1,
      );
  });

  it('takes what people write: other layout, line ends, keys', () => {
    const text =
      `{"note":{"a":[1,2]},"organizations":{"${organization}":{"a.crank.yml":1,"b.crank.yml":"2","c.crank.yml":-1}}}`.replaceAll(
        ',',
        ',\r\n',
      );
    assert.deepEqual(told(text), ['a.crank.yml 1']);
    const file = parseLinks(`\ufeff${text}`);
    assert.deepEqual([file.others, file.isDamaged], [{ note: { a: [1, 2] } }, false]);
    assert.deepEqual(parseLinks(renderLinks(file)).others, { note: { a: [1, 2] } });
  });

  it('reads what is left of a file that is broken, and says so', () => {
    const file = parseLinks(
      whole([link('a.crank.yml', 1), link('b.crank.yml', 2)])
        .replace('"version": 1\n}', '')
        .replace('1,', '1'),
    );
    assert.deepEqual([file.links.length, file.isDamaged, file.problems.length], [2, true, 1]);
  });

  const merge = (mine: string, theirs: string): string =>
    whole([link('m.crank.yml', 5)]).replace(
      '      "m.crank.yml": 5,',
      `      "m.crank.yml": 5,\n<<<<<<< HEAD\n${mine}\n||||||| base\n      "gone.crank.yml": 99,\n=======\n${theirs}\n>>>>>>> branch`,
    );

  it('takes the links of both sides of a merge that nobody finished, and says so', () => {
    for (const end of ['\n', '\r\n']) {
      const file = parseLinks(merge('      "a.crank.yml": 1,', '      "b.crank.yml": 2,').replaceAll('\n', end));
      assert.deepEqual(file.links.map(({ path, id }) => `${path} ${id}`).sort(), [
        'a.crank.yml 1',
        'b.crank.yml 2',
        'm.crank.yml 5',
      ]);
      assert.deepEqual([file.hasMergeMarks, file.isDamaged, contradictions(file.links)], [true, false, []]);
      assert.match(file.problems.join(), /conflict markers/);
      assert.equal(renderLinks(file), whole([link('a.crank.yml', 1), link('b.crank.yml', 2), link('m.crank.yml', 5)]));
    }
  });

  it('keeps links that contradict each other, in the file too, until a person decides', () => {
    for (const [mine, theirs, said] of [
      ['      "a.crank.yml": 1,', '      "a.crank.yml": 2,', /“a.crank.yml” is linked to several scenarios: 1, 2/],
      [
        '      "a.crank.yml": 1,',
        '      "b.crank.yml": 1,',
        /Several files are linked to scenario 1: “a.crank.yml”, “b.crank.yml”/,
      ],
      ['      "a.crank.yml": 1,', '      "A.crank.yml": 2,', /linked to several scenarios/],
    ] as const) {
      const file = parseLinks(merge(mine, theirs));
      assert.equal(file.links.length, 3);
      assert.match(file.problems.join('\n'), said);
      const again = parseLinks(renderLinks(file));
      assert.deepEqual([again.links.length, again.hasMergeMarks, again.problems.length], [3, false, 1]);
    }
  });

  it('leaves paths alone that are none of a scenario file in the folder', () => {
    for (const path of [
      '../a.crank.yml',
      '/etc/a.crank.yml',
      'c:\\a.crank.yml',
      'C:/a.crank.yml',
      'a/../b.crank.yml',
      '.stackmoxie/a.crank.yml',
      'a.yml',
      'a//b.crank.yml',
    ]) {
      const file = parseLinks(whole([link(path, 1)]));
      assert.deepEqual(file.problems, [
        `Line 5 of .stackmoxie/links.json links “${path}” to scenario 1, but this is not a valid scenario path. Correct the path, or remove the line.`,
      ]);
      assert.equal(file.links.length, 1, 'and the line stays');
    }
  });

  it('names the line of a value that is no scenario’s number, also where the same path stands elsewhere', () => {
    const text = whole([link('a.crank.yml', 1), link('b.crank.yml', 2), link('a.crank.yml', 3, 'other')]).replace(
      '"a.crank.yml": 3',
      '"a.crank.yml": "three"',
    );
    const file = parseLinks(text);
    assert.deepEqual(
      [file.problems, file.links.length],
      [
        [
          'Line 10 of .stackmoxie/links.json links “a.crank.yml” to "three", which is not a scenario ID. Correct it, or remove the line.',
        ],
        2,
      ],
    );
  });
});

describe('a line in the file of links with a path that is none', () => {
  const words =
    'Line 5 of .stackmoxie/links.json links “../One.crank.yml” to scenario 1, but this is not a valid scenario path. Correct the path, or remove the line.';

  /** Two scenarios; the first one is linked to a path outside. */
  function broken(): MadeWorld {
    const world = madeWorld();
    for (const name of ['One', 'Two']) world.cloud.put(input(content(name)));
    world.disk.texts.set('links.json', whole([link('../One.crank.yml', 1), link('Two.crank.yml', 2)]));
    world.files.texts.set('One.crank.yml', fileText(content('One')));
    world.files.texts.set('Two.crank.yml', fileText(content('Two')));
    return world;
  }

  it('keeps its scenario from getting a second file, and says what helps; other links go on working', async () => {
    const { engine, files } = broken();
    files.texts.delete('One.crank.yml');
    const plan = await engine.planPull('everything');
    const items = plan.items.map(({ what, name, note = '' }) => `${name} ${what} ${note}`.trim());
    assert.deepEqual([items.sort(), plan.problems], [[`One blocked ${words}`, 'Two agree'], [words]]);
    assert.deepEqual((await engine.apply(plan)).results.map(({ item, outcome }) => `${item.name} ${outcome}`).sort(), [
      'One skipped',
      'Two done',
    ]);
  });

  it('gives way to a file that says the same, pulling and pushing', async () => {
    for (const direction of ['pull', 'push'] as const) {
      const { engine, disk } = broken();
      const plan =
        direction === 'pull'
          ? await engine.planPull({ ids: [1] })
          : await engine.planPush({ paths: ['One.crank.yml'] });
      assert.deepEqual(
        (await engine.apply(plan)).results.map(({ item: { what }, outcome }) => `${what} ${outcome}`),
        ['link done'],
        direction,
      );
      assert.deepEqual(
        [
          await engine.linkOf('One.crank.yml'),
          (await engine.status()).problems,
          disk.texts.get('links.json')?.includes('..'),
        ],
        [1, [], false],
      );
    }
  });

  it('is over once the line is corrected, or the file is linked', async () => {
    const corrected = broken();
    corrected.disk.texts.set('links.json', (corrected.disk.texts.get('links.json') ?? '').replace('../One', 'One'));
    const linked = broken();
    await linked.engine.link('One.crank.yml', 1);
    for (const { engine } of [corrected, linked]) {
      const plan = await engine.planPull('everything');
      assert.deepEqual([plan.items.map(({ what }) => what).sort(), plan.problems], [['agree', 'agree'], []]);
    }
  });
});
