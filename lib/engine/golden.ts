import type { Detection, Detector, RgbaImage } from '../vision/detector.ts';

/** Side of the golden picture, pixels; coco-ssd's own input size. */
const SIDE = 300;

/**
 * What coco-ssd finds in the golden picture, recorded on the wasm backend in Node
 * (`tests/unit/lib/engine/golden.test.ts` checks it against the real model).
 */
const EXPECTED: readonly Detection[] = [
  { label: 'clock', score: 0.841, box: { x: 0.107, y: 0.137, width: 0.75, height: 0.735 } },
];

/** Half-precision GPU arithmetic moves scores and edges by up to about 0.01; a broken one by far more. */
const TOLERANCE = 0.05;

/** A picture that is the same everywhere: a clock face, drawn with arithmetic alone. */
export function goldenImage(): RgbaImage {
  const data = new Uint8ClampedArray(SIDE * SIDE * 4);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      data.set(clockPixel(x - SIDE / 2, y - SIDE / 2), (y * SIDE + x) * 4);
    }
  }
  return { data, width: SIDE, height: SIDE };
}

function clockPixel(x: number, y: number): [number, number, number, number] {
  const radius = Math.hypot(x, y);
  const wall: [number, number, number, number] = [196, 186, 170, 255];
  if (radius > 110) return wall;
  if (radius > 98) return [40, 36, 34, 255];
  const isHourHand = Math.abs(x) < 5 && y < 6 && y > -52;
  const isMinuteHand = Math.abs(y) < 3 && x > -6 && x < 76;
  const angle = (Math.atan2(y, x) * 6) / Math.PI;
  const isMark = radius > 80 && Math.abs(angle - Math.round(angle)) < 0.08;
  return isHourHand || isMinuteHand || isMark ? [24, 22, 22, 255] : [246, 244, 238, 255];
}

/** Whether `detector`, on the backend it now runs on, sees the golden picture as it should. */
export async function reproducesGolden(detector: Detector): Promise<boolean> {
  const found = await detector.detect(goldenImage());
  return EXPECTED.every((expected) => found.some((detection) => matches(detection, expected)));
}

function matches(found: Detection, expected: Detection): boolean {
  const differences = [
    found.score - expected.score,
    found.box.x - expected.box.x,
    found.box.y - expected.box.y,
    found.box.width - expected.box.width,
    found.box.height - expected.box.height,
  ];
  return (
    found.label === expected.label &&
    differences.every((difference) => Math.abs(difference) <= TOLERANCE)
  );
}
