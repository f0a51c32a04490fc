import assert from 'node:assert/strict';
import { keyOf, type PlanItem, type Resolution } from '../../../../src/sync/plan/plan';
import { checkedWords, groupRow, isOpenAtFirst, itemRow, previewGroups } from '../../../../src/view/sync/plan/preview';
import { byAda, differences, item, moment } from './made-item';

function box(isChecked: boolean | undefined): string {
  if (isChecked === undefined) return '   ';
  return isChecked ? '[x]' : '[ ]';
}

/** The preview as a person sees it. */
function draw(items: readonly PlanItem[], resolutions: ReadonlyMap<string, Resolution> = new Map()): readonly string[] {
  const chosen = new Set(items.filter(({ isChosen }) => isChosen).map(keyOf));
  const choices = { chosen, resolutions };
  return previewGroups({ items }).flatMap((group) => {
    const head = groupRow(group, choices);
    return [
      `${box(head.isChecked)} ${head.label} ${head.description}`,
      ...group.items
        .map((each) => itemRow(each, choices, moment))
        .map((row) => `  ${box(row.isChecked)} ${row.label}  ${row.description}`),
    ];
  });
}

describe('the preview of a push or pull', () => {
  it('draws what, which way and why; what asks comes first, what cannot be done last', () => {
    const items = [
      item({ what: 'blocked', id: 1, name: 'Blocked', isChosen: false, note: 'Another window is at it.' }),
      item({ what: 'unchanged', id: 2, name: 'Unchanged' }),
      item({ what: 'create', id: 3, name: 'New', path: 'New.crank.yml' }),
      item({
        what: 'update',
        id: 4,
        name: 'Old',
        path: 'Old.crank.yml',
        cloud: differences('The name is "Old" instead of "Older"'),
        ...byAda,
      }),
      item({
        what: 'update',
        id: 5,
        name: 'Other',
        path: 'Other.crank.yml',
        cloud: differences('a', 'b'),
        isChosen: false,
      }),
      item({ what: 'conflict', id: 6, name: 'Both', path: 'Both.crank.yml', isChosen: false }),
      item({ what: 'agree', id: 7, name: 'Same', path: 'Same.crank.yml' }),
    ];
    assert.deepEqual(draw(items), [
      '    Conflicts 1',
      '  [ ] Both  choose which to keep · Both.crank.yml',
      '[ ] Update files 2',
      '  [x] Old  Ada Lovelace 20 min ago: The name is "Old" instead of "Older" · Old.crank.yml',
      '  [ ] Other  2 changes · Other.crank.yml',
      '[x] New files 1',
      '  [x] New  New.crank.yml',
      '[x] Only link 1',
      '  [x] Same  Same.crank.yml',
      '    Cannot be pulled now 1',
      '      Blocked  Another window is at it.',
    ]);
  });

  it('shows how a conflict is to end', () => {
    const both = item({ direction: 'push', what: 'conflict', id: 6, path: 'a.crank.yml' });
    assert.deepEqual(draw([both], new Map([[keyOf(both), 'theirs']])), [
      '    Conflicts 1',
      '  [x] Contact form  take theirs · a.crank.yml',
    ]);
  });

  it('a push tells what changed here; both ways stand apart', () => {
    const push = item({ direction: 'push', id: 1, here: differences('Step 1 was added'), cloud: [], ...byAda });
    assert.deepEqual(draw([push, item({ id: 2 })]), [
      '[x] Update in the cloud 1',
      '  [x] Contact form  Step 1 was added',
      '[x] Update files 1',
      '  [x] Contact form  ',
    ]);
  });

  it('files that are not in the cloud stand apart, unchecked; those that were chosen do not', () => {
    const fresh = ['a', 'b'].map((name) =>
      item({ direction: 'push', what: 'create', name, path: `${name}.crank.yml`, isChosen: false }),
    );
    const items = [
      ...fresh,
      item({ direction: 'push', what: 'create', name: 'c', path: 'c.crank.yml' }),
      item({
        direction: 'push',
        what: 'create',
        id: 4,
        name: 'gone',
        path: 'd.crank.yml',
        isChosen: false,
        note: 'It was deleted there.',
      }),
    ];
    assert.deepEqual(draw(items), [
      '[ ] Create in the cloud 2',
      '  [x] c  c.crank.yml',
      '  [ ] gone  It was deleted there. · d.crank.yml',
      '[ ] Not in the cloud yet 2',
      '  [ ] a  a.crank.yml',
      '  [ ] b  b.crank.yml',
    ]);
  });

  it('groups of which nothing is done unasked are closed, and so are long ones', () => {
    const opened = (count: number, fields: Partial<PlanItem>): boolean[] =>
      previewGroups({ items: Array.from({ length: count }, (_, id) => item({ id, ...fields })) }).map(isOpenAtFirst);
    assert.deepEqual(
      [
        ...opened(50, {}),
        ...opened(51, {}),
        ...opened(2, { what: 'delete', isChosen: false }),
        ...opened(2, { what: 'conflict', isChosen: false }),
      ],
      [true, false, false, true],
    );
    const fresh = (count: number): boolean[] =>
      previewGroups({
        items: Array.from({ length: count }, (_, at) =>
          item({ direction: 'push', what: 'create', path: `${String(at)}.crank.yml`, isChosen: false }),
        ),
      }).map(isOpenAtFirst);
    assert.deepEqual([fresh(5), fresh(6)], [[true], [false]]);
  });

  it('tells above it how many are checked of those that can be', () => {
    const items = [
      item({ id: 1 }),
      item({ id: 2 }),
      item({ id: 3, what: 'blocked' }),
      item({ id: 4, what: 'unchanged' }),
    ];
    assert.equal(checkedWords({ items }, 'pull', new Set(['pull 1'])), '1 of 2 will be pulled.');
    assert.equal(checkedWords({ items }, 'push', new Set()), '0 of 2 will be pushed. Select the changes to make.');
    const fresh = item({ direction: 'push', what: 'create', path: 'a.crank.yml', isChosen: false });
    assert.equal(checkedWords({ items: [...items, fresh] }, 'push', new Set(['pull 1'])), '1 of 2 will be pushed.');
    assert.equal(
      checkedWords({ items: [...items, fresh] }, 'push', new Set(['pull 1', keyOf(fresh)])),
      '2 of 3 will be pushed.',
    );
  });

  it('counts what is only linked apart', () => {
    const items = [item({ id: 1, what: 'link' }), item({ id: 2, what: 'link' }), item({ id: 3 })];
    assert.equal(
      checkedWords({ items: items.slice(0, 2) }, 'pull', new Set(['pull 1', 'pull 2'])),
      '2 of 2 will be linked.',
    );
    assert.equal(
      checkedWords({ items }, 'pull', new Set(['pull 1', 'pull 3'])),
      '1 of 1 will be pulled. 1 of 2 will be linked.',
    );
    assert.equal(checkedWords({ items: [] }, 'pull', new Set()), '0 of 0 will be pulled. Select the changes to make.');
  });

  it('what is to be chosen one by one does not keep the box of the others from being checked', () => {
    const unclear = item({
      id: 1,
      what: 'create',
      isChosen: false,
      note: 'Select this item to choose.',
      choices: [item({ id: 1, what: 'link' }), item({ id: 1, what: 'create' })],
    });
    assert.deepEqual(draw([unclear, item({ id: 2, what: 'create', name: 'New' })]), [
      '[x] New files 2',
      '  [ ] Contact form  Select this item to choose.',
      '  [x] New  ',
    ]);
    assert.deepEqual(draw([unclear]), ['    New files 1', '  [ ] Contact form  Select this item to choose.']);
  });

  it('offers to merge both sides only where it is known what they agreed on', () => {
    const content = { name: '', description: '', tokens: {}, steps: [], settings: {} };
    const known = item({
      what: 'conflict',
      seen: { base: { text: '', file: content, cloud: content }, content, theirs: content },
    });
    const rows = [
      known,
      item({ what: 'conflict', seen: { content, theirs: content } }),
      item({}),
      item({ what: 'blocked' }),
    ].map((each) => itemRow(each, { chosen: new Set(), resolutions: new Map() }, moment).contextValue);
    assert.deepEqual(rows, ['planConflict', 'planConflictUnmerged', 'planItem', 'planBlocked']);
  });

  it('the tooltip lists both sides’ changes, ten of each', () => {
    const many = Array.from({ length: 12 }, (_, index) => `change ${String(index)}`);
    const { tooltip, accessibleLabel } = itemRow(
      item({ what: 'conflict', here: differences('mine'), cloud: differences(...many), ...byAda }),
      { chosen: new Set(), resolutions: new Map() },
      moment,
    );
    assert.match(
      tooltip,
      /^Contact form\n\nChanged here:\n {2}mine\n\nChanged in the cloud, by Ada Lovelace 20 min ago:\n {2}change 0\n[^]*change 9\n {2}… and 2 more$/,
    );
    assert.equal(accessibleLabel, 'Contact form, Conflicts, choose which to keep');
  });
});
