import type { Analysis, DetectedObject, Swatch } from '../../lib/analysis.ts';
import { seenFind } from '../../lib/query/choices.ts';
import { factsOf } from '../../lib/query/noun-facts.ts';
import { queryFor } from '../../lib/query/search-query.ts';

/** What the command line prints of one image: a contract that grows and never breaks. */
export interface Report extends Omit<Analysis, 'objects' | 'embedding' | 'findEmbeddings'> {
  /** Path as given. */
  image: string;
  objects: (DetectedObject & { queries: readonly string[] })[];
}

/** The report on the image at `path`. Numbers are rounded to what they are good for. */
export function toReport(path: string, analysis: Analysis): Report {
  const { width, height, palette, styles, scene, models, backend } = analysis;
  return {
    image: path,
    width,
    height,
    objects: analysis.objects.map((object) => ({
      ...object,
      score: round(object.score, 3),
      box: {
        x: round(object.box.x, 4),
        y: round(object.box.y, 4),
        width: round(object.box.width, 4),
        height: round(object.box.height, 4),
      },
      colors: object.colors.map(rounded),
      queries: queryFor(seenFind(object), factsOf(object.label)).ladder,
    })),
    palette: palette.map(rounded),
    styles,
    scene,
    models,
    backend,
    ms: {
      decode: Math.round(analysis.ms.decode),
      palette: Math.round(analysis.ms.palette),
      objects: Math.round(analysis.ms.objects),
      labels: Math.round(analysis.ms.labels),
      total: Math.round(analysis.ms.total),
    },
  };
}

/** The report as lines of text for a person. */
export function toTable({ image, width, height, objects, palette, ms }: Report): string {
  const lines = [`${image} (${width} × ${height}, ${ms.total} ms)`];
  for (const { label, score, colors, queries } of objects) {
    const percent = `${Math.round(score * 100)} %`.padStart(6);
    lines.push(`  ${label.padEnd(20)} ${percent}  ${namesOf(colors).padEnd(32)} ${queries[0]}`);
  }
  if (objects.length === 0) lines.push('  nothing to shop here');
  lines.push(`  palette: ${namesOf(palette)}`);
  return lines.join('\n');
}

function namesOf(swatches: readonly Swatch[]): string {
  return swatches.map(({ name, share }) => `${name} ${Math.round(share * 100)} %`).join(', ');
}

function rounded(swatch: Swatch): Swatch {
  return { ...swatch, share: round(swatch.share, 3) };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
