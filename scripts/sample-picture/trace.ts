import { buildTree, intersect, type Tree } from './bvh.ts';
import type { Mesh } from './mesh.ts';
import { add, cross, dot, normalize, type Rgb, scale, seeded, sub, type Vec } from './vector.ts';

/** What a surface looks like. */
export interface Material {
  /** Its colour at a point of the room. */
  color: (point: Vec) => Rgb;
  /** How much it mirrors when looked at straight; 0 is cloth. */
  gloss?: number;
  /** How blurred that mirror is: 0 to 1. */
  roughness?: number;
  /** Whether what it mirrors takes its colour. */
  metal?: boolean;
  /** Light that it gives by itself. */
  glow?: Rgb;
}

/** A thing in the room. */
export interface Thing {
  mesh: Mesh;
  material: Material;
}

/** A rectangle that shines to the side of `along` × `up`, seen by nobody. */
export interface Lamp {
  corner: Vec;
  along: Vec;
  up: Vec;
  light: Rgb;
}

export interface Camera {
  at: Vec;
  towards: Vec;
  /** Height of the picture at a distance of one. */
  field: number;
}

export interface Scene {
  things: readonly Thing[];
  lamps: readonly Lamp[];
  camera: Camera;
}

/** Light that falls on what each pixel shows, and what it is: colour, normal, distance. */
export interface Layers {
  light: Float64Array;
  color: Float64Array;
  guide: Float64Array;
}

/** How often light is followed on from a surface. */
const BOUNCES = 3;

/** The brightest that one path may be: a few stray ones must not speckle the picture. */
const BRIGHTEST = 6;

interface Prepared {
  tree: Tree;
  normals: Vec[];
  materials: Material[];
  lamps: readonly (Lamp & { normal: Vec; area: number })[];
}

/** Follows `samples` paths of light for each pixel, by path tracing; tells `onRow` how far it is. */
export function render(
  { things, lamps, camera }: Scene,
  { width, height, samples }: { width: number; height: number; samples: number },
  onRow: (row: number) => void,
): Layers {
  const prepared = prepare(things, lamps);
  const ahead = normalize(sub(camera.towards, camera.at));
  const right = normalize(cross(ahead, [0, 1, 0]));
  const up = cross(right, ahead);
  const layers: Layers = {
    light: new Float64Array(width * height * 3),
    color: new Float64Array(width * height * 3),
    guide: new Float64Array(width * height * 4),
  };
  for (let y = 0; y < height; y++) {
    const random = seeded(y * 7919 + 1);
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      for (let sample = 0; sample < samples; sample++) {
        const across = (((x + random()) / width - 0.5) * camera.field * width) / height;
        const above = (0.5 - (y + random()) / height) * camera.field;
        const towards = normalize(add(ahead, add(scale(right, across), scale(up, above))));
        follow(prepared, camera.at, towards, random, layers, pixel, 1 / samples);
      }
    }
    onRow(y);
  }
  return layers;
}

function prepare(things: readonly Thing[], lamps: readonly Lamp[]): Prepared {
  const materials: Material[] = [];
  const normals: Vec[] = [];
  const numbers: number[] = [];
  for (const { mesh, material } of things) {
    for (let at = 0; at < mesh.corners.length; at += 3) {
      const [a, b, c] = mesh.corners.slice(at, at + 3);
      if (!a || !b || !c) continue;
      numbers.push(...a, ...sub(b, a), ...sub(c, a));
      normals.push(...mesh.normals.slice(at, at + 3));
      materials.push(material);
    }
  }
  return {
    tree: buildTree(Float64Array.from(numbers)),
    normals,
    materials,
    lamps: lamps.map((lamp) => {
      const product = cross(lamp.along, lamp.up);
      return { ...lamp, normal: normalize(product), area: Math.hypot(...product) };
    }),
  };
}

/** Follows one path, and adds what it brings to its pixel. */
function follow(
  { tree, normals, materials, lamps }: Prepared,
  from: Vec,
  towards: Vec,
  random: () => number,
  { light, color, guide }: Layers,
  pixel: number,
  weight: number,
): void {
  let [origin, direction] = [from, towards];
  let share = WHITE;
  let sum: Rgb = [0, 0, 0];
  for (let bounce = 0; bounce <= BOUNCES; bounce++) {
    const hit = intersect(tree, origin, direction, 100);
    const material = hit && materials[hit.triangle];
    if (!hit || !material) break;
    const point = add(origin, scale(direction, hit.distance));
    const normal = facing(normals, hit, direction);
    const albedo = material.color(point);
    if (material.glow) sum = add(sum, times(share, material.glow));
    const isApart = bounce === 0 && !material.glow;
    if (bounce === 0) {
      for (let channel = 0; channel < 3; channel++) {
        (color[pixel * 3 + channel] as number) += weight * (isApart ? (albedo[channel] ?? 0) : 1);
        (guide[pixel * 4 + channel] as number) += weight * (normal[channel] ?? 0);
      }
      (guide[pixel * 4 + 3] as number) += weight * hit.distance;
    }
    const isMirrored = random() < mirrorShare(material, normal, direction);
    const tint = isMirrored && !material.metal ? WHITE : albedo;
    share = times(share, isApart ? over(tint, albedo) : tint);
    origin = add(point, scale(normal, 1e-4));
    if (isMirrored) {
      const mirror = sub(direction, scale(normal, 2 * dot(direction, normal)));
      const blurred = normalize(add(mirror, scale(onSphere(random), material.roughness ?? 0)));
      direction = dot(blurred, normal) > 0 ? blurred : mirror;
      continue;
    }
    for (const lamp of lamps) {
      const spot = add(lamp.corner, add(scale(lamp.along, random()), scale(lamp.up, random())));
      const way = sub(spot, origin);
      const distance = Math.hypot(...way);
      const to = scale(way, 1 / distance);
      const cosines = dot(to, normal) * -dot(to, lamp.normal);
      if (dot(to, normal) <= 0 || cosines <= 0) continue;
      if (intersect(tree, origin, to, distance - 1e-3, true)) continue;
      const strength = (cosines * lamp.area) / (Math.PI * distance * distance);
      sum = add(sum, scale(times(share, lamp.light), strength));
    }
    direction = normalize(add(normal, onSphere(random)));
  }
  for (let channel = 0; channel < 3; channel++) {
    (light[pixel * 3 + channel] as number) += weight * Math.min(sum[channel] ?? 0, BRIGHTEST);
  }
}

/** The smooth normal where a ray hits, turned to where the ray comes from. */
function facing(
  normals: readonly Vec[],
  { triangle, u, v }: { triangle: number; u: number; v: number },
  direction: Vec,
): Vec {
  const [a, b, c] = normals.slice(triangle * 3, triangle * 3 + 3);
  if (!a || !b || !c) return scale(direction, -1);
  const normal = normalize(add(scale(a, 1 - u - v), add(scale(b, u), scale(c, v))));
  return dot(normal, direction) > 0 ? scale(normal, -1) : normal;
}

/** The share of light that is mirrored, by Schlick's approximation. */
function mirrorShare({ gloss = 0 }: Material, normal: Vec, direction: Vec): number {
  if (gloss === 0) return 0;
  return gloss + (1 - gloss) * (1 + dot(normal, direction)) ** 5;
}

function onSphere(random: () => number): Vec {
  const height = 2 * random() - 1;
  const angle = 2 * Math.PI * random();
  const radius = Math.sqrt(1 - height * height);
  return [radius * Math.cos(angle), height, radius * Math.sin(angle)];
}

const WHITE: Rgb = [1, 1, 1];
const times = (a: Rgb, b: Rgb): Rgb => [a[0] * b[0], a[1] * b[1], a[2] * b[2]];
const over = (a: Rgb, b: Rgb): Rgb => [
  a[0] / Math.max(b[0], 0.02),
  a[1] / Math.max(b[1], 0.02),
  a[2] / Math.max(b[2], 0.02),
];
