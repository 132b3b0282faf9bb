import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLOR_FAMILIES } from '../../../lib/analysis.ts';
import { builtModels, photoPath } from '../support/real-parts.ts';
import { runScript } from '../support/run-script.ts';

const manifest = builtModels();
const room = await photoPath('home-decor-3');

const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const Swatch = v.strictObject({
  hex: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/)),
  name: v.string(),
  family: v.picklist(COLOR_FAMILIES),
  share: Share,
});
const Millis = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The contract of `--json`: others parse it, so it may grow, and nothing of it may change. */
const Contract = v.looseObject({
  image: v.string(),
  width: v.pipe(v.number(), v.integer()),
  height: v.pipe(v.number(), v.integer()),
  objects: v.array(
    v.looseObject({
      label: v.string(),
      score: Share,
      box: v.strictObject({ x: Share, y: Share, width: Share, height: Share }),
      colors: v.array(Swatch),
      material: v.nullable(v.string()),
      sources: v.array(v.string()),
      queries: v.pipe(v.array(v.string()), v.minLength(1)),
    }),
  ),
  palette: v.array(Swatch),
  styles: v.array(v.string()),
  scene: v.nullable(v.string()),
  models: v.record(v.string(), v.string()),
  ms: v.looseObject({
    decode: Millis,
    palette: Millis,
    objects: Millis,
    labels: Millis,
    total: Millis,
  }),
});

const analyze = (folder: string, ...args: string[]) => runScript('analyze', folder, args);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'magpie-analyze-'));
  if (room) await copyFile(room, join(folder, 'a room.jpg'));
  await writeFile(join(folder, 'text.jpg'), 'not a picture');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the command analyze', () => {
  it('tells how it is used when it is given nothing', async () => {
    const { code, stdout, stderr } = await analyze(folder);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Usage: .*IMAGE/);
  });

  it('refuses an option that it does not know', async () => {
    const { code, stdout, stderr } = await analyze(folder, '--jsno', 'text.jpg');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/--jsno/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  describe.skipIf(!manifest || !room)('on a real photo', () => {
    it('prints one line of JSON by the contract, and nothing else', async () => {
      const { code, stdout } = await analyze(folder, '--json', 'a room.jpg');
      expect(code).toBe(0);
      expect(stdout.match(/\n/g)).toHaveLength(1);
      const report = v.parse(Contract, JSON.parse(stdout));
      expect(report.image).toBe('a room.jpg');
      expect(Math.max(report.width, report.height)).toBeLessThanOrEqual(1024);

      const armchair = report.objects.find(({ label }) => label.includes('chair'));
      expect(armchair?.score).toBeGreaterThan(0.7);
      expect(armchair?.colors[0]?.family).toBe('yellow');
      expect(armchair?.queries[0]).toMatch(/yellow .*chair$/);
      expect(armchair?.queries).toContain(armchair?.label);
      for (const { box } of report.objects) {
        expect(box.x + box.width).toBeLessThanOrEqual(1.001);
        expect(box.y + box.height).toBeLessThanOrEqual(1.001);
      }
      const versions = manifest?.models.map(({ id, version }) => [id, version]) ?? [];
      expect(report.models).toEqual(Object.fromEntries(versions));
      const { total, ...stages } = report.ms;
      expect(total).toBeGreaterThan(0);
      expect(Object.keys(stages)).toEqual(['decode', 'palette', 'objects', 'labels']);
    });

    it('does the others when one is missing or is no image', async () => {
      const { code, stdout, stderr } = await analyze(
        folder,
        '--json',
        'missing.jpg',
        'text.jpg',
        '.',
        'a room.jpg',
      );
      expect(code).toBe(1);
      expect(v.parse(Contract, JSON.parse(stdout)).image).toBe('a room.jpg');
      const lines = stderr.trim().split('\n');
      expect(lines.filter((line) => line.startsWith('missing.jpg: '))).toHaveLength(1);
      expect(lines.filter((line) => line.startsWith('text.jpg: '))).toHaveLength(1);
      expect(lines.filter((line) => line.startsWith('.: '))).toHaveLength(1);
      expect(stderr).not.toMatch(/\n\s+at |undefined/);
    });

    it('prints a table for a person', async () => {
      const { code, stdout } = await analyze(folder, 'a room.jpg');
      expect(code).toBe(0);
      expect(stdout).toMatch(/^a room\.jpg \(\d+ × \d+, \d+ ms\)\n/);
      expect(stdout).toMatch(/chair +\d+ % /);
      expect(stdout).toMatch(/\n {2}palette: .* \d+ %/);
    });
  });

  it.skipIf(!manifest)('ends with code 1 when there was no image at all', async () => {
    const { code, stdout } = await analyze(folder, 'missing.jpg');
    expect([code, stdout]).toEqual([1, '']);
  });
});
