import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { codeOf } from '../../../base/error-text';

const own = randomUUID().slice(0, 8);
const plain = (text: string): string => text.trim().replace(/[^\w.-]+/g, '-');

/**
 * Where numbers of processes mean the same processes: one boot of one machine, and on Linux one container of it. The name of a
 * machine is no more than a guess at that: it changes with the network, and clones have the same.
 */
function placeOfProcesses(): string {
  try {
    return plain(`${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')}.${readlinkSync('/proc/self/ns/pid')}`);
  } catch {
    return plain(hostname()) || 'host';
  }
}

const place = placeOfProcesses();

/** Names this process like no other: `place:pid:random`. A process that gets the same number later has another name. */
export const processName = `${place}:${process.pid}:${own}`;

/** Whether the process of a name is there. Of another place's processes nothing is known: they count as there. */
export function isProcessRunning(name: string): boolean {
  const [itsPlace, pid, its] = name.split(':');
  if (itsPlace !== place) return true;
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
    return codeOf(error) === 'EPERM';
  }
}
