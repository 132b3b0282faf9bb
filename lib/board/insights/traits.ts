import type { TermRole } from '../../text/term.ts';
import { type BoardEntry, type Shared, Tally } from './board-entry.ts';

/** What a board's pins share beside things and colours; of each, what most pins have first. */
export interface Traits {
  styles: Shared[];
  materials: Shared[];
  patterns: Shared[];
  eras: Shared[];
  /** As the words name them. */
  rooms: Shared[];
  /** As the eyes see them. */
  scenes: Shared[];
}

/** The styles, materials, patterns, eras, rooms and scenes of a board, seen or said. */
export function traitsOf(entries: readonly BoardEntry[]): Traits {
  const tallies = {
    styles: new Tally(),
    materials: new Tally(),
    patterns: new Tally(),
    eras: new Tally(),
    rooms: new Tally(),
    scenes: new Tally(),
  };
  for (const entry of entries) {
    const { pin, look } = entry;
    tallies.styles.add(pin.id, stylesOf(entry));
    tallies.materials.add(pin.id, materialsOf(entry));
    tallies.patterns.add(pin.id, saidOf(entry, 'pattern'));
    tallies.eras.add(pin.id, saidOf(entry, 'era'));
    tallies.rooms.add(pin.id, roomsOf(entry));
    tallies.scenes.add(pin.id, look.scene === null ? [] : [look.scene]);
  }
  return {
    styles: tallies.styles.all(),
    materials: tallies.materials.all(),
    patterns: tallies.patterns.all(),
    eras: tallies.eras.all(),
    rooms: tallies.rooms.all(),
    scenes: tallies.scenes.all(),
  };
}

/** The styles of a pin, said or seen. */
export function stylesOf(entry: BoardEntry): string[] {
  return [...entry.look.styles, ...saidOf(entry, 'style')];
}

/** The materials of a pin's things, said or seen. */
export function materialsOf(entry: BoardEntry): string[] {
  const seen = entry.look.finds.flatMap(({ object }) => object?.material ?? []);
  return [...seen, ...saidOf(entry, 'material')];
}

/** The rooms that the words of a pin name. */
export function roomsOf(entry: BoardEntry): string[] {
  return saidOf(entry, 'room');
}

/** What the words of a pin say in a role; Google's word is not the pin's. */
function saidOf({ look }: BoardEntry, role: TermRole): string[] {
  return look.terms
    .filter((term) => term.role === role && term.field !== 'google')
    .map(({ value }) => value);
}
