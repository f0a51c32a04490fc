import assert from 'node:assert/strict';
import { ScenarioDocument, textAt } from '../../../../src/scenario/document/document';
import {
  fileStart,
  fileToFrame,
  fileToSlice,
  frameStart,
  frameToFile,
  inFile,
  shifted,
  sliceStart,
  sliceToFile,
  type InFile,
  type InFrame,
  type InSlice,
} from '../../../../src/scenario/document/offsets';
import { findEntry, touches, type Span, type TreeNode } from '../../../../src/scenario/document/tree';

const text = 'scenario: A\nsteps:\n- step: one\n- step: two\ndescription: B\n';
const document = new ScenarioDocument(text);

/** The words that a file has at a span. */
const written = ({ start, end }: Span<InFile>): string => text.slice(start, end);

describe('offsets', () => {
  it('of a slice are turned into those of the file, and back', () => {
    for (const [index, word] of ['one', 'two'].entries()) {
      const span = findEntry(document.steps[index]?.node, 'step')?.value?.span ?? assert.fail();
      const placed = sliceToFile(span, document.pieceStart(index));
      assert.equal(written(placed), word);
      assert.deepEqual(fileToSlice(placed, document.pieceStart(index)), span);
    }
  });

  it('of the frame are turned into those of the file, and back, before the steps and behind them', () => {
    assert.ok(document.isSliced);
    for (const [key, word] of [
      ['scenario', 'A'],
      ['description', 'B'],
    ] as const) {
      const span = findEntry(document.frame.tree.root, key)?.value?.span ?? assert.fail();
      const placed = frameToFile(span, document);
      assert.equal(written(placed), word);
      assert.deepEqual(fileToFrame(placed, document), span);
    }
  });

  it('are the same in all texts where a file is read in one piece', () => {
    const whole = new ScenarioDocument(text.replace('one', '&a one'));
    const span = findEntry(whole.frame.tree.root, 'description')?.value?.span ?? assert.fail();
    assert.ok(!whole.isSliced && whole.whole);
    assert.deepEqual(frameToFile(span, whole), span);
    assert.equal(whole.pieceStart(1), 0);
  });
});

/** Never called: what is marked here must not compile, or the type check fails. */
export function mixedUp(slice: Span<InSlice>, frame: Span<InFrame>, file: Span<InFile>): readonly unknown[] {
  const readInSlice = (node: TreeNode<InSlice>): unknown => node;
  const { root } = document.frame.tree;
  return [
    // @ts-expect-error a slice's span is no span of the file
    written(slice),
    // @ts-expect-error a span of the frame is none of the file
    written(frame),
    // @ts-expect-error a span of plain numbers may be of any text
    written({ start: 0, end: 1 }),
    // @ts-expect-error a sum says nothing of its text
    written({ start: file.start, end: file.end + 1 }),
    // @ts-expect-error both ends are of one text
    written({ start: file.start, end: slice.end }),
    // @ts-expect-error it is turned already
    sliceToFile(file, document.pieceStart(0)),
    // @ts-expect-error a slice begins at a place of the file
    sliceToFile(slice, sliceStart),
    // @ts-expect-error the frame's spans have another way into the file
    sliceToFile(frame, fileStart),
    // @ts-expect-error the slices' spans have another way into the file
    frameToFile(slice, document),
    // @ts-expect-error a place of a slice is not made one of the file by saying so
    inFile(slice.start),
    // @ts-expect-error the document is asked with places of the file
    document.sliceAt(frameStart),
    // @ts-expect-error a span and an offset are of one text
    touches(file, slice.start),
    // @ts-expect-error a span and an offset are of one text
    touches(slice, 1),
    // @ts-expect-error a piece and a span are of one text
    textAt(document.frame, slice),
    // @ts-expect-error the frame's tree is none of a step
    root && readInSlice(root),
    // Moved on, it stays in its text.
    written({ start: file.start, end: shifted(file.end, 1) }),
  ];
}
