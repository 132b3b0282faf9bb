/** Triangles in one array: corner a, then the edges to b and c; nine numbers each. */
export type Triangles = Float64Array;

/** A tree of boxes around triangles. */
export interface Tree {
  triangles: Triangles;
  /** Triangle indices, those of a leaf side by side. */
  order: Uint32Array;
  /** Six numbers for each node: its box, lowest corner first. */
  boxes: Float64Array;
  /** For each node: its first triangle and their count, or its right child and 0. */
  links: Uint32Array;
  /** For each node: the axis along which it was halved. */
  axes: Uint8Array;
}

/** What a ray meets first. */
export interface Hit {
  triangle: number;
  distance: number;
  /** Weights of corners b and c. */
  u: number;
  v: number;
}

const LEAF = 4;

/** Builds the tree, halving at the middle triangle along the longest side. */
export function buildTree(triangles: Triangles): Tree {
  const count = triangles.length / 9;
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  const boxes = new Float64Array(count * 12);
  const links = new Uint32Array(count * 4);
  const axes = new Uint8Array(count * 2);
  const at = (triangle: number, corner: number, axis: number): number => {
    const start = triangles[triangle * 9 + axis] ?? 0;
    return corner === 0 ? start : start + (triangles[triangle * 9 + corner * 3 + axis] ?? 0);
  };
  const middles = Float64Array.from({ length: count * 3 }, (_, index) => {
    const triangle = Math.floor(index / 3);
    return at(triangle, 0, index % 3) + at(triangle, 1, index % 3) + at(triangle, 2, index % 3);
  });
  let nodes = 0;
  const build = (start: number, end: number): number => {
    const node = nodes++;
    let longest = 0;
    let width = -1;
    for (let axis = 0; axis < 3; axis++) {
      let low = Number.POSITIVE_INFINITY;
      let high = Number.NEGATIVE_INFINITY;
      for (let index = start; index < end; index++) {
        for (let corner = 0; corner < 3; corner++) {
          const value = at(order[index] ?? 0, corner, axis);
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
      boxes[node * 6 + axis] = low - 1e-9;
      boxes[node * 6 + 3 + axis] = high + 1e-9;
      if (high - low > width) [longest, width] = [axis, high - low];
    }
    if (end - start <= LEAF) {
      links[node * 2] = start;
      links[node * 2 + 1] = end - start;
      return node;
    }
    axes[node] = longest;
    const along = (triangle: number): number => middles[triangle * 3 + longest] ?? 0;
    order.subarray(start, end).sort((a, b) => along(a) - along(b));
    const middle = (start + end) >> 1;
    build(start, middle);
    links[node * 2] = build(middle, end);
    return node;
  };
  build(0, count);
  return { triangles, order, boxes, links, axes };
}

const stack = new Uint32Array(64);

/**
 * The first triangle that a ray meets within `far`; with `any`, any one of them. Triangles by
 * Möller and Trumbore (1997), boxes by slabs.
 */
export function intersect(
  tree: Tree,
  [ox, oy, oz]: readonly [number, number, number],
  [dx, dy, dz]: readonly [number, number, number],
  far: number,
  any = false,
): Hit | null {
  const { triangles, order, boxes, links, axes } = tree;
  const [ix, iy, iz] = [1 / dx, 1 / dy, 1 / dz];
  let nearest = far;
  let hit = -1;
  let hitU = 0;
  let hitV = 0;
  let depth = 0;
  stack[depth++] = 0;
  while (depth > 0) {
    const node = stack[--depth] as number;
    const box = node * 6;
    const x0 = ((boxes[box] as number) - ox) * ix;
    const x1 = ((boxes[box + 3] as number) - ox) * ix;
    const y0 = ((boxes[box + 1] as number) - oy) * iy;
    const y1 = ((boxes[box + 4] as number) - oy) * iy;
    const z0 = ((boxes[box + 2] as number) - oz) * iz;
    const z1 = ((boxes[box + 5] as number) - oz) * iz;
    const enter = Math.max(Math.min(x0, x1), Math.min(y0, y1), Math.min(z0, z1), 0);
    const leave = Math.min(Math.max(x0, x1), Math.max(y0, y1), Math.max(z0, z1), nearest);
    if (enter > leave) continue;
    const first = links[node * 2] as number;
    const count = links[node * 2 + 1] as number;
    if (count === 0) {
      // The nearer one comes off the stack first.
      const axis = axes[node];
      const isForward = (axis === 0 ? dx : axis === 1 ? dy : dz) >= 0;
      stack[depth++] = isForward ? first : node + 1;
      stack[depth++] = isForward ? node + 1 : first;
      continue;
    }
    for (let index = first; index < first + count; index++) {
      const triangle = order[index] as number;
      const t = triangle * 9;
      const e1x = triangles[t + 3] as number;
      const e1y = triangles[t + 4] as number;
      const e1z = triangles[t + 5] as number;
      const e2x = triangles[t + 6] as number;
      const e2y = triangles[t + 7] as number;
      const e2z = triangles[t + 8] as number;
      const px = dy * e2z - dz * e2y;
      const py = dz * e2x - dx * e2z;
      const pz = dx * e2y - dy * e2x;
      const det = e1x * px + e1y * py + e1z * pz;
      if (Math.abs(det) < 1e-14) continue;
      const inverse = 1 / det;
      const tx = ox - (triangles[t] as number);
      const ty = oy - (triangles[t + 1] as number);
      const tz = oz - (triangles[t + 2] as number);
      const u = (tx * px + ty * py + tz * pz) * inverse;
      if (u < 0 || u > 1) continue;
      const qx = ty * e1z - tz * e1y;
      const qy = tz * e1x - tx * e1z;
      const qz = tx * e1y - ty * e1x;
      const v = (dx * qx + dy * qy + dz * qz) * inverse;
      if (v < 0 || u + v > 1) continue;
      const distance = (e2x * qx + e2y * qy + e2z * qz) * inverse;
      if (distance <= 1e-5 || distance >= nearest) continue;
      nearest = distance;
      hit = triangle;
      hitU = u;
      hitV = v;
      if (any) return { triangle: hit, distance, u, v };
    }
  }
  return hit < 0 ? null : { triangle: hit, distance: nearest, u: hitU, v: hitV };
}
