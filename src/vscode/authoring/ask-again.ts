import type { Disposable } from '../../base/dispose';
import type { Event } from '../../base/event';

interface Changing {
  readonly onDidChange: Event<undefined>;
}

/** Registers a provider anew when what is known changes: there are kinds that the editor asks again for no other reason but an edit. */
export function askAgain(source: Changing, register: () => Disposable): Disposable {
  let registration = register();
  const listener = source.onDidChange(() => {
    registration.dispose();
    registration = register();
  });
  return {
    dispose: () => {
      listener.dispose();
      registration.dispose();
    },
  };
}
