import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What `ps` says of a process. */
interface Process {
  id: number;
  parent: number;
  /** Resident, in KiB. */
  resident: number;
  command: string;
}

/**
 * What the extension's own processes hold in memory, in bytes: background, offscreen page, views
 * and the worker with the models. Of Chromium below a process, on a system that has `ps`.
 *
 * @param root id of the process that started the browser
 * @throws where there is no such process, or no `ps`
 */
export async function extensionMemory(root: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-axo', 'pid=,ppid=,rss=,command='], {
    maxBuffer: 2 ** 24,
  });
  const bytes = memoryOf(processesIn(stdout), root);
  if (bytes === 0) throw new Error("The extension's process is not there.");
  return bytes;
}

/** The processes in the output of `ps`, one a line. */
export function processesIn(output: string): Process[] {
  return output.split('\n').flatMap((line) => {
    const [, id, parent, resident, command = ''] =
      /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return id === undefined
      ? []
      : [{ id: Number(id), parent: Number(parent), resident: Number(resident), command }];
  });
}

/** Bytes of the extension's processes below `root`; 0 where there are none. */
export function memoryOf(processes: readonly Process[], root: number): number {
  const below = new Set([root]);
  // Each round finds the children of those that are known.
  for (let size = 0; size !== below.size; ) {
    size = below.size;
    for (const { id, parent } of processes) if (below.has(parent)) below.add(id);
  }
  return processes
    .filter(({ id, command }) => below.has(id) && command.includes('--extension-process'))
    .reduce((sum, { resident }) => sum + resident * 1024, 0);
}
