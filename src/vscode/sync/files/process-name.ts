import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

const own = randomUUID().slice(0, 8);
const host = hostname().replace(/[^\w.-]+/g, '-') || 'host';

/** Names this process like no other: `host:pid:random`. A process that gets the same number later has another name. */
export const processName = `${host}:${process.pid}:${own}`;

/** Whether the process of a name is there. Of another machine's nobody knows: it counts as there. */
export function isProcessRunning(name: string): boolean {
  const [itsHost, pid, its] = name.split(':');
  if (itsHost !== host) return true;
  if (Number(pid) === process.pid) return its === own;
  return isRunning(Number(pid));
}

/** Whether a process of this machine is there. */
export function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
