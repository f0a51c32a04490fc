import { ForbiddenError, NotFoundError, NotTheApiError, UnauthorizedError, UnreachableError } from '../api/http/errors';

/** How the view of scenarios stands, and what it could show. */
export interface ViewContent {
  readonly state:
    | { readonly kind: 'loading' | 'loaded' }
    | { readonly kind: 'failed'; readonly error: unknown; readonly seenAt?: number };
  readonly index: {
    readonly isFiltered: boolean;
    readonly shown: number;
    readonly total: number;
    readonly folders: readonly unknown[];
  };
}

/** Whether the view has nothing but a sandbox that is stopped. @param isOurSandbox whether a sandbox of this editor answered at the address */
export const isSandboxStopped = ({ state }: Pick<ViewContent, 'state'>, isOurSandbox: boolean): boolean =>
  isOurSandbox && state.kind === 'failed' && state.error instanceof UnreachableError;

/** What the view's welcome speaks of, as the manifest's conditions name it. */
export function viewContext({ state, index }: ViewContent, isOurSandbox: boolean): string {
  if (state.kind === 'loading') return 'loading';
  if (isSandboxStopped({ state }, isOurSandbox)) return 'sandboxStopped';
  if (state.kind === 'failed' && state.seenAt === undefined) return failureContext(state.error);
  if (index.isFiltered && index.shown === 0) return 'noMatch';
  return index.total === 0 && index.folders.length === 0 ? 'empty' : 'ready';
}

function failureContext(error: unknown): string {
  if (error instanceof UnauthorizedError) return 'refused';
  if (error instanceof NotTheApiError) return 'notTheApi';
  return error instanceof ForbiddenError || error instanceof NotFoundError ? 'forbidden' : 'unreachable';
}
