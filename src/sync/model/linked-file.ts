import type { Id } from '../../wire/payload';

/** A link that can be used, by the path that the file has on the disk. */
export interface LinkedFile {
  readonly id: Id;
  readonly path: string;
  /** Where the link says it is: it was moved outside of the editor. */
  readonly movedFrom?: string;
}
