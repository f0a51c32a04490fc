import { createTimerClock } from '../base/timer-clock';

/** The machine's time. */
export const systemClock = createTimerClock({
  now: () => Date.now(),
  start: (work, milliseconds) => {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
});
