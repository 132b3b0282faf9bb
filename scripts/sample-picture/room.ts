import {
  cushion,
  lathe,
  leaf,
  leaning,
  type Mesh,
  type Placing,
  placed,
  quad,
  roundedBox,
  tube,
} from './mesh.ts';
import type { Material, Scene, Thing } from './trace.ts';
import { type Rgb, scale, seeded, srgb, type Vec } from './vector.ts';

/** Light of a bright, slightly cloudy day through the window on the left, and its echo. */
const DAY: Rgb = [17, 16.2, 15];
const ECHO: Rgb = [2.1, 2.05, 2];

const plain = (hex: string, rest: Omit<Material, 'color'> = {}): Material => {
  const color = srgb(hex);
  return { color: () => color, ...rest };
};

/** A number in [0, 1) for a cell of a grid, always the same. */
function cell(x: number, y: number, z = 0): number {
  const value = Math.sin(x * 127.1 + y * 311.7 + z * 74.7) * 43758.5453;
  return value - Math.floor(value);
}

/** Cloth of a colour: threads a little lighter and darker. */
const cloth = (hex: string, threads = 420): Material => {
  const color = srgb(hex);
  return {
    color: ([x, y, z]) =>
      scale(
        color,
        0.9 + 0.2 * cell(Math.round(x * threads), Math.round(y * threads), Math.round(z * threads)),
      ),
  };
};

/** Oak, its grain along x. */
const oak = (hex: string, gloss = 0.03): Material => {
  const color = srgb(hex);
  return {
    gloss,
    roughness: 0.25,
    color: ([x, y, z]) => {
      const wave = Math.sin((z + y) * 55 + 2.2 * Math.sin(x * 3.1 + z * 7) + Math.sin(x * 9.3));
      return scale(color, 0.94 + 0.06 * wave);
    },
  };
};

/** Floor of oak boards that run towards the viewer. */
const boards: Material = {
  gloss: 0.03,
  roughness: 0.16,
  color: ([x, , z]) => {
    const board = Math.floor(x / 0.14);
    const shifted = z + cell(board, 3) * 2;
    const length = Math.floor(shifted / 1.5);
    const edge = Math.min(x / 0.14 - board, 1 - (x / 0.14 - board)) * 0.14;
    const gap = edge < 0.0022 || shifted - length * 1.5 < 0.004 ? 0.55 : 1;
    const grain = Math.sin(x * 160 + 3 * Math.sin(z * 1.7 + board * 5)) * 0.03;
    return scale(srgb('#c3a27c'), (0.86 + 0.2 * cell(board, length) + grain) * gap);
  },
};

/** A cream rug with a charcoal lattice and border. */
const rug: Material = {
  color: ([x, , z]) => {
    const [u, w] = [x - 0.05, z - 1.75];
    const toEdge = Math.min(1.35 - Math.abs(u), 0.8 - Math.abs(w));
    const lattice = (value: number): number => Math.abs((((value % 1) + 1) % 1) - 0.5);
    const line = Math.min(lattice((u + w) / 0.34), lattice((u - w) / 0.34));
    const isDark = (toEdge > 0.07 && toEdge < 0.1) || (toEdge > 0.14 && line < 0.045);
    const thread = 0.88 + 0.24 * cell(Math.round(x * 300), Math.round(z * 300));
    return scale(srgb(isDark ? '#4c4a4a' : '#e9e1d3'), thread);
  },
};

/** A print: a sun over two hills. */
const print = (middle: Vec): Material => ({
  color: ([x, y]) => {
    const [u, w] = [x - middle[0], y - middle[1]];
    if (Math.abs(u) > 0.245 || Math.abs(w) > 0.345) return srgb('#f4f1ea');
    if (w < -0.14 + 0.07 * Math.sin(u * 9 + 0.6)) return srgb('#23474a');
    if (w < -0.02 + 0.09 * Math.sin(u * 7 - 1.4)) return srgb('#c98a5a');
    return Math.hypot(u - 0.05, w - 0.12) < 0.105 ? srgb('#d9a441') : srgb('#e8dcc8');
  },
});

/** A clock's face at ten past ten: hours marked, hands black. */
const clockFace = (middle: Vec, radius: number): Material => ({
  color: ([x, y]) => {
    const [u, w] = [(x - middle[0]) / radius, (y - middle[1]) / radius];
    const far = Math.hypot(u, w);
    const hand = (hours: number, length: number, width: number): boolean => {
      const angle = (hours / 12) * 2 * Math.PI;
      const along = u * Math.sin(angle) + w * Math.cos(angle);
      const across = u * Math.cos(angle) - w * Math.sin(angle);
      return along > -0.08 && along < length && Math.abs(across) < width;
    };
    const hour = ((Math.atan2(u, w) / (2 * Math.PI)) * 12 + 12) % 12;
    const off = Math.abs(hour - Math.round(hour)) * ((2 * Math.PI * far) / 12);
    const isQuarter = Math.round(hour) % 3 === 0;
    const isMark = far > (isQuarter ? 0.68 : 0.76) && far < 0.9 && off < (isQuarter ? 0.04 : 0.024);
    const isHand = hand(10.17, 0.52, 0.036) || hand(2, 0.76, 0.026) || far < 0.06;
    return srgb(isMark || isHand ? '#16181b' : '#faf8f3');
  },
});

const WALL = plain('#d5d3ca');
const WHITE = plain('#f3f1ec');
const BLACK = plain('#1b1c1e', { gloss: 0.04, roughness: 0.3 });
const BRASS = plain('#c9a25a', { gloss: 0.75, roughness: 0.22, metal: true });
const SOFA = cloth('#2c5558');
const MUSTARD = cloth('#c08a22');
const LINEN = cloth('#e6ddcb');
const WALNUT = oak('#7b5233');
const LIGHT_OAK = oak('#c59a66');
const SOIL = plain('#3a2a20');

function walls(): Thing[] {
  return [
    { material: boards, mesh: quad([-3, 0, 0], [0, 0, 7], [6, 0, 0]) },
    { material: WALL, mesh: quad([-3, 0, 0], [6, 0, 0], [0, 2.8, 0]) },
    { material: WALL, mesh: quad([3, 0, 0], [0, 0, 7], [0, 2.8, 0]) },
    { material: WHITE, mesh: quad([-3, 2.8, 0], [6, 0, 0], [0, 0, 7]) },
    { material: WALL, mesh: quad([-3, 0, 7], [0, 2.8, 0], [6, 0, 0]) },
    { material: WALL, mesh: quad([-3, 0, 0], [0, 2.8, 0], [0, 0, 7]) },
    { material: WHITE, mesh: roundedBox([6, 0.11, 0.03], 0.006, placed([0, 0.055, 0.012])) },
  ];
}

function sofa(at: Vec): Thing[] {
  const place = (offset: Vec): Placing =>
    placed([at[0] + offset[0], at[1] + offset[1], at[2] + offset[2]]);
  const part = (size: Vec, offset: Vec, radius: number, puff = 0): Thing => ({
    material: SOFA,
    mesh: roundedBox(size, radius, place(offset), puff),
  });
  const backCushion = (x: number): Thing => ({
    material: SOFA,
    mesh: roundedBox([0.86, 0.46, 0.17], 0.07, leaning(-12, place([x, 0.66, -0.2])), 0.045),
  });
  const pillow = (material: Material, x: number, turn: number): Thing => ({
    material,
    mesh: cushion(0.5, 0.2, leaning(-24, placed([at[0] + x, at[1] + 0.71, at[2] + 0.06], turn))),
  });
  const leg = (x: number, z: number): Thing => ({
    material: WALNUT,
    mesh: lathe(
      [
        [0.001, 0],
        [0.016, 0],
        [0.026, 0.15],
      ],
      place([x, 0, z]),
    ),
  });
  return [
    part([1.86, 0.2, 0.86], [0, 0.25, 0], 0.03),
    part([0.88, 0.17, 0.74], [-0.45, 0.42, 0.09], 0.06, 0.02),
    part([0.88, 0.17, 0.74], [0.45, 0.42, 0.09], 0.06, 0.02),
    part([1.86, 0.6, 0.18], [0, 0.52, -0.36], 0.06),
    part([0.19, 0.46, 0.88], [-1, 0.38, 0], 0.07, 0.01),
    part([0.19, 0.46, 0.88], [1, 0.38, 0], 0.07, 0.01),
    backCushion(-0.45),
    backCushion(0.45),
    pillow(MUSTARD, -0.68, 14),
    pillow(LINEN, 0.66, -12),
    ...[-0.9, 0.9].flatMap((x) => [leg(x, -0.34), leg(x, 0.34)]),
  ];
}

function floorLamp(at: Vec): Thing[] {
  const place = placed(at);
  return [
    {
      material: BRASS,
      mesh: lathe(
        [
          [0.001, 0.025],
          [0.15, 0.025],
          [0.155, 0.012],
          [0.155, 0],
        ],
        place,
      ),
    },
    {
      material: BRASS,
      mesh: tube(
        [
          [0, 0.02, 0],
          [0, 0.8, 0],
          [0, 1.5, 0],
        ],
        0.011,
        place,
      ),
    },
    {
      material: plain('#efe3cc', { glow: [1.05, 0.82, 0.55] }),
      mesh: lathe(
        [
          [0.23, 1.36],
          [0.22, 1.4],
          [0.165, 1.7],
        ],
        place,
        56,
      ),
    },
  ];
}

function plant(at: Vec): Thing[] {
  const place = placed(at);
  const random = seeded(11);
  const things: Thing[] = [
    {
      material: plain('#f1eee8', { gloss: 0.04, roughness: 0.1 }),
      mesh: lathe(
        [
          [0.001, 0],
          [0.13, 0],
          [0.15, 0.02],
          [0.195, 0.34],
          [0.2, 0.36],
          [0.185, 0.36],
          [0.175, 0.3],
        ],
        place,
        56,
      ),
    },
    {
      material: SOIL,
      mesh: lathe(
        [
          [0.18, 0.31],
          [0.001, 0.32],
        ],
        place,
      ),
    },
  ];
  for (let index = 0; index < 24; index++) {
    const angle = index * 2.39996 + random() * 0.4;
    const height = 0.5 + (index / 24) * 0.75 + random() * 0.12;
    const reach = 0.1 + 0.2 * (1 - index / 30) + random() * 0.06;
    const tip: Vec = [Math.cos(angle) * reach, height, Math.sin(angle) * reach];
    const stem: Vec[] = [0, 0.3, 0.6, 0.85, 1].map((share) => [
      tip[0] * share ** 1.7,
      0.31 + (tip[1] - 0.31) * share,
      tip[2] * share ** 1.7,
    ]);
    const green = srgb(random() < 0.5 ? '#3f7a3c' : '#2f6636');
    things.push(
      { material: plain('#5f7f3e'), mesh: tube(stem, 0.006, place, 6) },
      {
        material: { color: () => green, gloss: 0.04, roughness: 0.2 },
        mesh: leaf(
          tip,
          [Math.cos(angle) * 0.27, 0.1 + random() * 0.14, Math.sin(angle) * 0.27],
          0.19 + random() * 0.05,
          0.16,
          place,
        ),
      },
    );
  }
  return things;
}

function coffeeTable(at: Vec): Thing[] {
  const place = placed(at);
  const legs = [45, 135, 225, 315].map((degrees): Thing => {
    const angle = (degrees * Math.PI) / 180;
    const [x, z] = [Math.cos(angle), Math.sin(angle)];
    const path: Vec[] = [
      [x * 0.26, 0.39, z * 0.26],
      [x * 0.33, 0.2, z * 0.33],
      [x * 0.4, 0, z * 0.4],
    ];
    return { material: LIGHT_OAK, mesh: tube(path, 0.02, place) };
  });
  return [
    {
      material: LIGHT_OAK,
      mesh: lathe(
        [
          [0.001, 0.39],
          [0.47, 0.39],
          [0.485, 0.4],
          [0.485, 0.42],
          [0.475, 0.43],
          [0.001, 0.43],
        ],
        place,
        72,
      ),
    },
    ...legs,
  ];
}

function vase(at: Vec): Thing[] {
  const place = placed(at);
  const random = seeded(5);
  const body: Thing = {
    material: plain('#b4553a', { gloss: 0.05, roughness: 0.06 }),
    mesh: lathe(
      [
        [0.001, 0],
        [0.06, 0],
        [0.078, 0.012],
        [0.112, 0.07],
        [0.12, 0.115],
        [0.112, 0.16],
        [0.08, 0.215],
        [0.056, 0.25],
        [0.052, 0.28],
        [0.066, 0.308],
        [0.058, 0.308],
        [0.046, 0.28],
      ],
      place,
      56,
    ),
  };
  const flowers = Array.from({ length: 9 }, (_, index): Thing[] => {
    const angle = index * 2.39996;
    const spread = 0.04 + 0.08 * Math.sqrt(index / 9);
    const top: Vec = [Math.cos(angle) * spread, 0.42 + random() * 0.07, Math.sin(angle) * spread];
    const stem: Vec[] = [[0, 0.22, 0], [top[0] * 0.4, 0.34, top[2] * 0.4], top];
    const petal = place(top);
    return [
      { material: plain('#5d8a45'), mesh: tube(stem, 0.004, place, 6) },
      {
        material: plain(index % 3 === 0 ? '#f3d9d6' : '#e58f94'),
        mesh: lathe(
          [
            [0.001, -0.03],
            [0.022, -0.02],
            [0.031, 0.006],
            [0.024, 0.034],
            [0.01, 0.044],
            [0.001, 0.03],
          ],
          placed(petal),
          14,
        ),
      },
      {
        material: plain('#5d8a45'),
        mesh: leaf([0, 0.27, 0], [top[0] * 1.1, 0.13, top[2] * 1.1], 0.035, 0.05, place),
      },
    ];
  });
  return [body, ...flowers.flat()];
}

function books(at: Vec): Thing[] {
  return (
    [
      ['#e8e2d6', [0.26, 0.03, 0.19], 0, 8],
      ['#39566b', [0.24, 0.025, 0.175], 0.0285, -4],
    ] as const
  ).map(([hex, size, lift, turn]) => ({
    material: plain(hex),
    mesh: roundedBox(size, 0.003, placed([at[0], at[1] + lift + 0.015, at[2]], turn)),
  }));
}

function wallArt(middle: Vec): Thing[] {
  const bar = (size: Vec, x: number, y: number): Mesh =>
    roundedBox(size, 0.003, placed([middle[0] + x, middle[1] + y, 0.018]));
  return [
    {
      material: print(middle),
      mesh: quad([middle[0] - 0.32, middle[1] - 0.42, 0.012], [0.64, 0, 0], [0, 0.84, 0]),
    },
    { material: BLACK, mesh: bar([0.68, 0.024, 0.036], 0, 0.43) },
    { material: BLACK, mesh: bar([0.68, 0.024, 0.036], 0, -0.43) },
    { material: BLACK, mesh: bar([0.024, 0.86, 0.036], -0.33, 0) },
    { material: BLACK, mesh: bar([0.024, 0.86, 0.036], 0.33, 0) },
  ];
}

function wallClock(middle: Vec): Thing[] {
  const radius = 0.2;
  const upright: Placing = ([x, y, z]) => [middle[0] + x, middle[1] + z, y];
  return [
    {
      material: clockFace(middle, radius),
      mesh: lathe(
        [
          [0.001, 0.02],
          [radius, 0.02],
        ],
        upright,
        64,
      ),
    },
    {
      material: BLACK,
      mesh: lathe(
        [
          [radius - 0.002, 0.02],
          [radius, 0.042],
          [radius + 0.018, 0.044],
          [radius + 0.024, 0.03],
          [radius + 0.024, 0],
        ],
        upright,
        64,
      ),
    },
  ];
}

/** A living room by daylight: Magpie's own picture to try it on. */
export const ROOM: Scene = {
  camera: { at: [0.2, 1.72, 5.6], towards: [0.02, 0.74, 0], field: 0.5 },
  lamps: [
    { corner: [-2.98, 0.6, 1.1], along: [0, 1.9, 0], up: [0, 0, 2.4], light: DAY },
    { corner: [-2, 2.78, 3.2], along: [4, 0, 0], up: [0, 0, 2.5], light: ECHO },
  ],
  things: [
    ...walls(),
    ...sofa([-0.15, 0, 0.62]),
    ...floorLamp([1.3, 0, 0.5]),
    ...plant([-1.52, 0, 0.62]),
    { material: rug, mesh: roundedBox([2.7, 0.014, 1.6], 0.005, placed([0.05, 0.007, 1.75])) },
    ...coffeeTable([0.12, 0, 1.95]),
    ...vase([0.26, 0.43, 1.98]),
    ...books([-0.1, 0.43, 2.0]),
    ...wallArt([-0.52, 1.5, 0]),
    ...wallClock([0.5, 1.6, 0]),
  ],
};
