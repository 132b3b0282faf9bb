import { add, cross, dot, normalize, scale, sub, type Vec } from './vector.ts';

/** Moves a shape to where it stands in the room. */
export type Placing = (point: Vec) => Vec;

/** Triangles: three corners each, and for each corner its normal. */
export interface Mesh {
  corners: Vec[];
  normals: Vec[];
}

/** Turns by degrees about the vertical axis, then moves. */
export function placed(at: Vec, degrees = 0): Placing {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return ([x, y, z]) => add([x * cos + z * sin, y, z * cos - x * sin], at);
}

/** Leans by degrees backwards about the horizontal axis through the origin, then as `then` says. */
export function leaning(degrees: number, then: Placing): Placing {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return ([x, y, z]) => then([x, y * cos + z * sin, z * cos - y * sin]);
}

/** A net of points, `rows` of equal length, as triangles. Corners that meet share a normal. */
function fromNets(nets: readonly Vec[][][], place: Placing): Mesh {
  const corners: Vec[] = [];
  for (const net of nets) {
    for (const [index, row] of net.entries()) {
      const next = net[index + 1];
      if (!next) continue;
      for (const [column, a] of row.entries()) {
        const [b, c, d] = [row[column + 1], next[column], next[column + 1]];
        if (b && c && d) corners.push(a, c, b, b, c, d);
      }
    }
  }
  const world = corners.map(place);
  return { corners: world, normals: smoothNormals(world) };
}

const keyOf = (point: Vec): string => point.map((value) => Math.round(value * 2e4)).join();

function smoothNormals(corners: readonly Vec[]): Vec[] {
  const sums = new Map<string, Vec>();
  for (let at = 0; at < corners.length; at += 3) {
    const [a, b, c] = corners.slice(at, at + 3);
    if (!a || !b || !c) continue;
    const face = cross(sub(b, a), sub(c, a));
    for (const corner of [a, b, c]) {
      const key = keyOf(corner);
      sums.set(key, add(sums.get(key) ?? [0, 0, 0], face));
    }
  }
  return corners.map((corner) => normalize(sums.get(keyOf(corner)) ?? [0, 1, 0]));
}

/** Sides of a unit cube: the axis that each faces, and the two along it. */
const SIDES: readonly (readonly [out: Vec, along: Vec, up: Vec])[] = [
  [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  [
    [-1, 0, 0],
    [0, 0, 1],
    [0, 1, 0],
  ],
  [
    [0, 1, 0],
    [0, 0, 1],
    [1, 0, 0],
  ],
  [
    [0, -1, 0],
    [1, 0, 0],
    [0, 0, 1],
  ],
  [
    [0, 0, 1],
    [1, 0, 0],
    [0, 1, 0],
  ],
  [
    [0, 0, -1],
    [0, 1, 0],
    [1, 0, 0],
  ],
];

/** A box with round edges around the origin; `puff` fills its sides like a cushion's, in metres. */
export function roundedBox(size: Vec, radius: number, place: Placing, puff = 0): Mesh {
  const half = scale(size, 0.5);
  const inner = half.map((value) => Math.max(value - radius, 0));
  const stops = (extent: number): number[] => {
    const steps = [0, 0.08, 0.29, 0.62, 1].map((share) => -extent + share * radius);
    const flat = [-0.7, -0.4, -0.13].map((share) => share * (extent - radius));
    const below = [...steps, ...flat];
    return [...below, ...below.map((value) => -value).reverse()];
  };
  const nets = SIDES.map(([out, along, up]) => {
    const extent = (axis: Vec): number => Math.abs(dot(axis, half));
    return stops(extent(along)).map((u) =>
      stops(extent(up)).map((v): Vec => {
        const onCube = add(add(scale(out, extent(out)), scale(along, u)), scale(up, v));
        const core = onCube.map((value, axis) => {
          const limit = inner[axis] ?? 0;
          return Math.min(Math.max(value, -limit), limit);
        });
        const middle: Vec = [core[0] ?? 0, core[1] ?? 0, core[2] ?? 0];
        const rounded = add(middle, scale(normalize(sub(onCube, middle)), radius));
        const swell = (1 - (u / extent(along)) ** 2) * (1 - (v / extent(up)) ** 2);
        return add(rounded, scale(out, puff * swell));
      }),
    );
  });
  return fromNets(nets, place);
}

/** A cushion around the origin, its corners pointed and its sides drawn in. */
export function cushion(side: number, thickness: number, place: Placing): Mesh {
  const stops = Array.from({ length: 21 }, (_, step) =>
    Math.sin(((step - 10) / 10) * (Math.PI / 2)),
  );
  const half = (front: number): Vec[][] =>
    stops.map((v) =>
      stops.map((across): Vec => {
        const u = across * front;
        const bulge = ((1 - u * u) * (1 - v * v)) ** 0.45;
        return [
          (side / 2) * u * (1 - 0.09 * (1 - v * v)),
          (side / 2) * v * (1 - 0.09 * (1 - u * u)),
          (front * thickness * bulge) / 2,
        ];
      }),
    );
  return fromNets([half(1), half(-1)], place);
}

/** What a profile (radius, height) sweeps when it turns about the vertical axis. */
export function lathe(
  profile: readonly (readonly [radius: number, height: number])[],
  place: Placing,
  segments = 40,
): Mesh {
  const net = profile.map(([radius, height]) =>
    Array.from({ length: segments + 1 }, (_, index): Vec => {
      const angle = (-2 * Math.PI * index) / segments;
      return [radius * Math.cos(angle), height, radius * Math.sin(angle)];
    }),
  );
  return fromNets([net], place);
}

/** A round bar along a path. */
export function tube(path: readonly Vec[], radius: number, place: Placing, segments = 10): Mesh {
  const net = path.map((point, index) => {
    const before = path[index - 1] ?? point;
    const ahead = normalize(sub(path[index + 1] ?? point, before));
    const side = normalize(cross(ahead, Math.abs(ahead[1]) > 0.9 ? [1, 0, 0] : [0, 1, 0]));
    const up = cross(side, ahead);
    return Array.from({ length: segments + 1 }, (_, step): Vec => {
      const angle = (2 * Math.PI * step) / segments;
      const offset = add(scale(side, Math.cos(angle)), scale(up, Math.sin(angle)));
      return add(point, scale(offset, radius));
    });
  });
  return fromNets([net], place);
}

/** A leaf from `base` along `to`, that hangs down towards its tip and is folded along its rib. */
export function leaf(base: Vec, to: Vec, width: number, droop: number, place: Placing): Mesh {
  const ahead = normalize(to);
  const length = Math.hypot(...to);
  const side = normalize(cross(ahead, [0, 1, 0.01]));
  const up = cross(side, ahead);
  const net = Array.from({ length: 13 }, (_, row) => {
    const along = row / 12;
    const half = (width / 2) * Math.sin(Math.PI * along ** 0.8) ** 0.85;
    const rib = add(base, scale(ahead, along * length));
    const low = add(rib, [0, -droop * along ** 2, 0]);
    return [-1, -0.6, -0.2, 0, 0.2, 0.6, 1].map((across) => {
      const lift = 0.22 * half * Math.abs(across);
      return add(low, add(scale(side, across * half), scale(up, lift)));
    });
  });
  return fromNets([net], place);
}

/** A flat four-cornered piece: its first corner and its two edges. */
export function quad(corner: Vec, along: Vec, up: Vec): Mesh {
  const rows = [corner, add(corner, up)].map((start) => [start, add(start, along)]);
  return fromNets([rows], (point) => point);
}
