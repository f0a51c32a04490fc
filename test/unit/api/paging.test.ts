import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readAll, readPages } from '../../../src/api/http/paging';

interface Element {
  readonly id: number;
}

/** What happens to the list just before a request: elements leave and come at places that are parts of its length. */
interface Change {
  readonly deletes: readonly number[];
  readonly inserts: readonly number[];
}

/** A list behind a service, that changes while it is read. */
class ChangingList {
  readonly elements: Element[];
  /** What was there all the time. */
  readonly lasting: Set<number>;
  /** Requests before which a whole page or more came in: who reads on after one of these reads much again. */
  floods = 0;
  #next: number;

  constructor(count: number) {
    this.elements = Array.from({ length: count }, (_, id) => ({ id }));
    this.lasting = new Set(this.elements.map(({ id }) => id));
    this.#next = count;
  }

  apply({ deletes, inserts }: Change, pageSize: number): void {
    for (const part of deletes) {
      const [gone] = this.elements.splice(Math.floor(part * this.elements.length), 1);
      if (gone) this.lasting.delete(gone.id);
    }
    for (const part of inserts)
      this.elements.splice(Math.floor(part * (this.elements.length + 1)), 0, { id: this.#next++ });
    if (inserts.length >= pageSize - 1) this.floods += 1;
  }
}

type Disorder = 'none' | 'shuffled' | 'doubled' | 'repeated';

/** What a disorderly service makes of a page: in another order, with elements twice, or the page before once more. */
function disturb(page: readonly Element[], before: readonly Element[], disorder: Disorder): readonly Element[] {
  if (disorder === 'shuffled') return [...page].sort((a, b) => ((a.id * 7919) % 101) - ((b.id * 7919) % 101));
  if (disorder === 'doubled') return [...page, ...page];
  return disorder === 'repeated' ? before : page;
}

const part = fc.double({ min: 0, max: 0.999, noNaN: true });
const some = (maxLength: number): fc.Arbitrary<readonly number[]> => fc.array(part, { maxLength });
const change = (most: number): fc.Arbitrary<Change> => fc.record({ deletes: some(most), inserts: some(most) });
const noChange: Change = { deletes: [], inserts: [] };
/** Never twice in a row, as chance has it: `repeated` again and again is a service that ignores what it is asked. */
const disorders = fc
  .array(fc.constantFrom<Disorder>('none', 'none', 'shuffled', 'doubled', 'repeated'), { maxLength: 30 })
  .map((list) =>
    list.map((disorder, index): Disorder =>
      disorder === 'repeated' && list.slice(Math.max(0, index - 2), index).includes('repeated') ? 'none' : disorder,
    ),
  );

const ids = (elements: readonly unknown[]): readonly number[] => elements.map((element) => (element as Element).id);

function assertComplete(found: readonly number[], lasting: ReadonlySet<number>): void {
  assert.equal(new Set(found).size, found.length, 'something came twice');
  assert.deepEqual(
    [...lasting].filter((id) => !found.includes(id)),
    [],
    'something that was there all the time is missing',
  );
}

/** Pages of `cap` that overlap by one, until nothing follows. */
const pagesOf = (count: number, cap: number): number => Math.ceil(Math.max(1, count - 1) / (cap - 1));

describe('readAll', () => {
  it('reads a list that stands still in as few requests as its pages need, and one to see the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 2, max: 400 }), async (count, cap) => {
        const { elements, lasting } = new ChangingList(count);
        let requests = 0;
        const found = await readAll(({ limit, skip }) => {
          requests += 1;
          return Promise.resolve(elements.slice(skip, skip + Math.min(limit, cap)));
        });
        assertComplete(ids(found), lasting);
        assert.ok(requests <= pagesOf(count, Math.min(cap, 250)) + 1, `${String(requests)} requests`);
      }),
      { numRuns: 200 },
    );
  });

  it('reads a list page by page of one, in one request each', async () => {
    const { elements, lasting } = new ChangingList(20);
    let requests = 0;
    const found = await readAll(({ skip }) => Promise.resolve((requests++, elements.slice(skip, skip + 1))));
    assertComplete(ids(found), lasting);
    assert.equal(requests, 21);
  });

  it('loses nothing while elements come and go anywhere, and ends soon', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 150 }),
        fc.integer({ min: 2, max: 40 }),
        fc.array(fc.oneof(fc.constant(noChange), change(3), change(40)), { maxLength: 15 }),
        async (count, cap, changes) => {
          const list = new ChangingList(count);
          let requests = 0;
          const found = await readAll(({ skip }) => {
            list.apply(changes[requests] ?? noChange, cap);
            requests += 1;
            return Promise.resolve(list.elements.slice(skip, skip + cap));
          });
          assertComplete(ids(found), list.lasting);
          const [inserts, deletes] = [
            changes.flatMap((one) => one.inserts).length,
            changes.flatMap((one) => one.deletes).length,
          ];
          // A flood sends the walk back to the beginning; a deletion costs a few looks back, and what they read again.
          const most = (1 + list.floods) * (pagesOf(count + inserts, cap) + 10) + 4 * deletes + 3;
          assert.ok(requests <= most, `${String(requests)} requests, at most ${String(most)} are sensible`);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('loses nothing of pages that come shuffled, doubled, or once more', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 150 }),
        fc.integer({ min: 2, max: 40 }),
        disorders,
        async (count, cap, sequence) => {
          const { elements, lasting } = new ChangingList(count);
          let requests = 0;
          let before: readonly Element[] = [];
          const found = await readAll(({ skip }) => {
            const page = elements.slice(skip, skip + cap);
            const answer = disturb(page, before, requests === 0 ? 'none' : (sequence[requests] ?? 'none'));
            requests += 1;
            before = page;
            return Promise.resolve(answer);
          });
          assertComplete(ids(found), lasting);
          assert.ok(requests <= pagesOf(count, cap) + 12 * sequence.length + 5, `${String(requests)} requests`);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('reads all that a service shows which ignores `skip`, in five requests and one for each change', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 60 }),
        fc.array(change(3), { maxLength: 5 }),
        fc.boolean(),
        async (count, changes, isShuffled) => {
          const list = new ChangingList(count);
          const shown = new Set<number>();
          let requests = 0;
          const found = await readAll(() => {
            list.apply(changes[requests] ?? noChange, 1000);
            requests += 1;
            for (const { id } of list.elements) shown.add(id);
            return Promise.resolve(
              isShuffled && requests % 2 === 0 ? [...list.elements].reverse() : [...list.elements],
            );
          });
          assertComplete(ids(found), list.lasting);
          assert.ok(ids(found).every((id) => shown.has(id)));
          assert.ok(requests <= 5 + 2 * changes.length, `${String(requests)} requests`);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('ends where a list never ends', async () => {
    let next = 0;
    const found = await readAll(() => Promise.resolve([{ id: next }, { id: ++next }]));
    assert.equal(found.length, 5001);
  });

  it('keeps the newest answer about an element, at its first place', async () => {
    const answers = [
      [
        { id: 1, v: 1 },
        { id: 2, v: 1 },
      ],
      [{ id: 2, v: 2 }],
      [],
    ];
    assert.deepEqual(await readAll(() => Promise.resolve(answers.shift() ?? [])), [
      { id: 1, v: 1 },
      { id: 2, v: 2 },
    ]);
  });

  it('tells elements without an id apart by what they hold', async () => {
    const list = [{ name: 'a' }, { name: 'b' }, 'c', null];
    assert.deepEqual(await readAll(({ skip }) => Promise.resolve(list.slice(skip, skip + 2))), list);
  });
});

interface PagedService {
  readonly base: 0 | 1;
  readonly size: number;
  /** What a page beyond the end holds. */
  readonly beyond: 'nothing' | 'the last page';
}
const service: fc.Arbitrary<PagedService> = fc.record({
  base: fc.constantFrom(0, 1),
  size: fc.integer({ min: 1, max: 40 }),
  beyond: fc.constantFrom('nothing', 'the last page'),
});

function pageOf(
  elements: readonly Element[],
  page: number | undefined,
  { base, size, beyond }: PagedService,
): readonly Element[] {
  const last = Math.max(0, Math.ceil(elements.length / size) - 1);
  const wanted = Math.max(0, (page ?? base) - base);
  const index = beyond === 'nothing' ? wanted : Math.min(wanted, last);
  return elements.slice(index * size, (index + 1) * size);
}

async function collect(read: (page: number | undefined) => Promise<readonly unknown[]>): Promise<readonly number[]> {
  const found: number[] = [];
  for await (const page of readPages(read)) {
    assert.ok(page.length > 0, 'a page without news is none');
    found.push(...ids(page));
  }
  return found;
}

describe('readPages', () => {
  it('reads a list that stands still, whatever its pages count from and whatever follows the last', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 200 }), service, async (count, kind) => {
        const { elements, lasting } = new ChangingList(count);
        let requests = 0;
        const found = await collect((page) => Promise.resolve((requests++, pageOf(elements, page, kind))));
        assertComplete(found, lasting);
        assert.deepEqual(found, ids(elements), 'in the order of the service');
        // One page may come twice for counting, and is asked for again; then an empty one, or one more and two looks far beyond.
        assert.ok(
          requests <= Math.max(1, Math.ceil(count / kind.size)) + (kind.beyond === 'nothing' ? 3 : 5),
          `${String(requests)} requests`,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('loses nothing while runs are started, and while old ones are forgotten', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 150 }),
        service,
        fc.array(fc.record({ inserts: some(60), forgotten: fc.nat(5) }), { maxLength: 12 }),
        async (count, kind, changes) => {
          const list = new ChangingList(count);
          let requests = 0;
          const found = await collect((page) => {
            const { inserts, forgotten } = changes[requests] ?? { inserts: [], forgotten: 0 };
            list.apply({ inserts, deletes: Array.from({ length: forgotten }, () => 0.999) }, kind.size);
            requests += 1;
            return Promise.resolve(pageOf(list.elements, page, kind));
          });
          assertComplete(found, list.lasting);
          const inserts = changes.flatMap((one) => one.inserts).length;
          // A page that brings nothing new for what came in before it costs up to three more requests.
          const pages = Math.ceil((count + inserts) / kind.size);
          assert.ok(requests <= pages + 4 * (changes.length + 2), `${String(requests)} requests`);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('may miss one run for each that left the list before it, and never more', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 150 }),
        service,
        fc.array(change(3), { maxLength: 12 }),
        async (count, kind, changes) => {
          const list = new ChangingList(count);
          let requests = 0;
          const found = await collect((page) => {
            list.apply(changes[requests] ?? noChange, kind.size);
            requests += 1;
            return Promise.resolve(pageOf(list.elements, page, kind));
          });
          assert.equal(new Set(found).size, found.length);
          const missed = [...list.lasting].filter((id) => !found.includes(id)).length;
          assert.ok(missed <= changes.flatMap(({ deletes }) => deletes).length, `${String(missed)} missed`);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('loses nothing of pages that come shuffled, doubled, or once more', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 150 }),
        fc.constantFrom<0 | 1>(0, 1),
        fc.integer({ min: 1, max: 40 }),
        disorders,
        async (count, base, size, sequence) => {
          const { elements, lasting } = new ChangingList(count);
          let requests = 0;
          let before: readonly Element[] = [];
          const found = await collect((page) => {
            const right = pageOf(elements, page, { base, size, beyond: 'nothing' });
            const disorder = requests === 0 ? 'none' : (sequence[requests] ?? 'none');
            requests += 1;
            const answer = disturb(right, before, disorder);
            before = right;
            return Promise.resolve(answer);
          });
          assertComplete(found, lasting);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('reads a service that ignores `page` in six requests', async () => {
    const { elements } = new ChangingList(30);
    let requests = 0;
    assert.deepEqual(await collect(() => Promise.resolve((requests++, elements))), ids(elements));
    assert.equal(requests, 6);
  });

  it('asks for no page that nobody wants', async () => {
    const { elements } = new ChangingList(90);
    const asked: (number | undefined)[] = [];
    const pages = readPages((page) =>
      Promise.resolve((asked.push(page), pageOf(elements, page, { base: 1, size: 30, beyond: 'nothing' }))),
    );
    await pages.next();
    assert.deepEqual(asked, [undefined]);
    await pages.next();
    assert.deepEqual(asked, [undefined, 1, 1, 2]);
  });
});
