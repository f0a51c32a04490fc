import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { commands, contexts, languageId, settings, treeItems, views } from '../../../src/vscode/ids';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly contents: string }[];
    readonly menus: Readonly<
      Record<string, readonly { readonly command: string; readonly when?: string; readonly group?: string }[]>
    >;
    readonly keybindings: readonly { readonly command: string; readonly when: string; readonly args: unknown }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly scope?: string; readonly markdownDescription?: string }>>;
    };
    readonly languages: readonly { readonly id: string }[];
  };
}
const raw = readFileSync('package.json', 'utf8');
const words = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Readonly<Record<string, string>>;
/** The manifest as the editor reads it, every `%key%` in the words of `package.nls.json`. */
const text = raw.replace(/"%([\w.]+)%"/g, (whole, key: string) =>
  words[key] === undefined ? whole : JSON.stringify(words[key]),
);
const { contributes } = JSON.parse(text) as Manifest;
/** Whether a menu's condition holds of a row; what is no word of rows is left out. */
function isShown(when: string, row: string): boolean {
  const [, pattern] = /viewItem =~ \/(.+?)\/(?: |$)/.exec(when) ?? [];
  const [, name] = /viewItem == (\S+)/.exec(when) ?? [];
  return pattern === undefined ? name === row : new RegExp(pattern).test(row);
}

const sorted = (values: Iterable<string>): readonly string[] => [...new Set(values)].sort();

const known = sorted(Object.values(commands));

describe('manifest and code agree', () => {
  it('on commands, both ways', () =>
    assert.deepEqual(sorted(contributes.commands.map(({ command }) => command)), sorted(Object.values(commands))));
  it('on settings, both ways', () =>
    assert.deepEqual(sorted(Object.keys(contributes.configuration.properties)), sorted(Object.values(settings))));
  it('on views, both ways', () =>
    assert.deepEqual(
      sorted(
        Object.values(contributes.views)
          .flat()
          .map(({ id }) => id),
      ),
      sorted([views.scenarios, views.preview]),
    ));
  it('on words: each that is used is there, each that is there is used', () => {
    assert.deepEqual(sorted([...raw.matchAll(/%([\w.]+)%/g)].map(([, key = '']) => key)), sorted(Object.keys(words)));
  });

  it('every word that a user reads can be translated', () => {
    const readable = [
      ...raw.matchAll(/"(title|shortTitle|contents|markdownDescription|description|name)": "([^"]+)"/g),
    ].map(([, key = '', value = '']) => `${key}: ${value}`);
    const names = ['name: stack-moxie', 'title: Stack Moxie'];
    assert.deepEqual(
      readable.filter((entry) => !/: %[\w.]+%$/.test(entry) && !names.includes(entry)),
      [],
    );
  });

  it('on the language', () =>
    assert.deepEqual(
      contributes.languages.map(({ id }) => id),
      [languageId],
    ));

  it('on context keys: what the manifest asks for, the code sets', () => {
    const known = new Set<string>([
      ...Object.values(contexts),
      ...Object.values(commands),
      ...Object.values(settings),
      views.scenarios,
      views.preview,
      'stackMoxie.png',
    ]);
    const used = [...text.matchAll(/stackMoxie\.[A-Za-z.]+/g)].map(([id]) => id.replace(/\.$/, ''));
    assert.deepEqual(sorted(used.filter((id) => !known.has(id))), []);
    for (const context of Object.values(contexts))
      assert.ok(used.includes(context), `${context} is set and nobody asks for it`);
  });

  it('on what tree items are called in menus', () => {
    const asked = [...text.matchAll(/viewItem == (\w+)/g)].map(([, item = '']) => item);
    assert.deepEqual(
      sorted(asked).filter((item) => !Object.values<string>(treeItems).includes(item)),
      [],
    );
  });

  it('menus and welcome texts name commands that exist', () => {
    const inMenus = Object.values(contributes.menus)
      .flat()
      .map(({ command }) => command);
    const inWelcome = contributes.viewsWelcome.flatMap(({ contents }) =>
      [...contents.matchAll(/command:([\w.]+)/g)].map(([, id = '']) => id),
    );
    for (const id of [...inMenus, ...inWelcome]) assert.ok(known.includes(id), id);
  });

  it('keys mean rows of our views alone', () => {
    for (const { command, when, args } of contributes.keybindings) {
      assert.ok(known.includes(command), command);
      const [, view = ''] = /^focusedView == (\S+) && .*\blistFocus && !inputFocus$/.exec(when) ?? [];
      assert.ok(
        [views.scenarios, views.preview].some((own) => own === view),
        when,
      );
      assert.deepEqual(args, [{ $treeViewId: view, $focusedTreeItem: true }]);
    }
  });

  it('rows offer a command once in a group, at most two inline, and delete last', () => {
    const rows = (contributes.menus['view/item/context'] ?? []).filter(({ when = '' }) =>
      when.includes('view == stackMoxie.scenarios'),
    );
    for (const row of [
      'folder',
      'noFolder',
      'run',
      'runGoing',
      'scenario',
      ...['inSync', 'localChanges', 'cloudChanges', 'conflict', 'deletedHere'].map((state) => `scenario.${state}`),
    ]) {
      const shown = rows.filter(({ when = '' }) => isShown(when, row));
      const groups = shown.map(({ group = '' }) => group.split('@')[0] ?? '');
      assert.equal(
        new Set(
          shown.map(
            ({ command, group }) => `${command} ${group === undefined || !group.startsWith('inline') ? '' : 'inline'}`,
          ),
        ).size,
        shown.length,
        `${row} offers one twice`,
      );
      assert.ok(groups.filter((group) => group === 'inline').length <= 2, row);
      const deleting = shown.filter(({ command }) => command.includes('delete')).map(({ group = '' }) => group);
      assert.ok(
        deleting.every((group) => groups.every((other) => other === 'inline' || other <= (group.split('@')[0] ?? ''))),
        row,
      );
    }
  });

  it('titles are verb and noun in one category; every setting is described', () => {
    for (const { title, category } of contributes.commands) {
      assert.equal(category, 'Stack Moxie');
      assert.match(title, /^[A-Z]/);
    }
    for (const [id, { markdownDescription }] of Object.entries(contributes.configuration.properties))
      assert.ok(markdownDescription, id);
  });

  it('no workspace can set an address or keep a question from being asked', () => {
    for (const id of [settings.apiUrl, settings.webUrl, settings.runsConfirm])
      assert.equal(contributes.configuration.properties[id]?.scope, 'machine');
  });
});
