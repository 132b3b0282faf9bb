import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';

/** The repository's root. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const PackageSchema = v.object({ bin: v.record(v.string(), v.string()) });

export interface ToolOptions {
  /** Added to this process's environment. */
  env?: Record<string, string>;
  /** Keep the output back and show it only when the tool fails. Default false. */
  quiet?: boolean;
}

/**
 * Runs a program of an npm package with the Node that runs this script, in the repository's root.
 *
 * @param tool package and program in one, or `package#program` where the names differ
 * @returns the exit code
 */
export async function runTool(
  tool: string,
  args: readonly string[],
  { env = {}, quiet = false }: ToolOptions = {},
): Promise<number> {
  const [packageName = tool, program = tool] = tool.split('#');
  const folder = join(ROOT, 'node_modules', packageName);
  const { bin } = v.parse(
    PackageSchema,
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  );
  const script = bin[program];
  if (script === undefined) throw new Error(`${packageName} has no program ${program}.`);
  const child = spawn(process.execPath, [join(folder, script), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  if (code !== 0 && quiet) console.error(output);
  return code;
}
