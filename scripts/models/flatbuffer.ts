/**
 * A FlatBuffers table, read in place. Fields are numbered in schema order. Every read is bounds
 * checked (the flatbuffers package's ByteBuffer is not: it returns zeros past the end), so a
 * malformed file ends in a RangeError rather than in a wrong model.
 * Format: https://flatbuffers.dev/internals/
 */
export class Table {
  readonly #view: DataView;
  readonly #position: number;
  readonly #vtable: number;
  readonly #vtableSize: number;

  private constructor(view: DataView, position: number) {
    this.#view = view;
    this.#position = position;
    this.#vtable = position - view.getInt32(position, true);
    this.#vtableSize = view.getUint16(this.#vtable, true);
  }

  /** The root table of a buffer. */
  static root(bytes: Uint8Array): Table {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new Table(view, view.getUint32(0, true));
  }

  /** An int8 or enum field. */
  int8(field: number, fallback = 0): number {
    const at = this.#field(field);
    return at === undefined ? fallback : this.#view.getInt8(at);
  }

  /** A bool field. */
  bool(field: number): boolean {
    return this.int8(field) !== 0;
  }

  /** An int32 field. */
  int32(field: number, fallback = 0): number {
    const at = this.#field(field);
    return at === undefined ? fallback : this.#view.getInt32(at, true);
  }

  /** A uint32 field. */
  uint32(field: number, fallback = 0): number {
    const at = this.#field(field);
    return at === undefined ? fallback : this.#view.getUint32(at, true);
  }

  /** A string field; empty when absent. */
  string(field: number): string {
    return new TextDecoder().decode(this.bytes(field));
  }

  /** A sub-table, or undefined when absent. */
  table(field: number): Table | undefined {
    const at = this.#indirect(field);
    return at === undefined ? undefined : new Table(this.#view, at);
  }

  /** A vector of tables; empty when absent. */
  tables(field: number): Table[] {
    return this.#vector(
      field,
      4,
      (at) => new Table(this.#view, at + this.#view.getUint32(at, true)),
    );
  }

  /** A vector of bytes, as a view of the buffer; empty when absent. */
  bytes(field: number): Uint8Array {
    const at = this.#indirect(field);
    if (at === undefined) return new Uint8Array();
    const length = this.#view.getUint32(at, true);
    return new Uint8Array(
      this.#view.buffer,
      this.#view.byteOffset + at + 4,
      this.#inside(at + 4, length),
    );
  }

  /** A vector of int32; empty when absent. */
  int32s(field: number): number[] {
    return this.#vector(field, 4, (at) => this.#view.getInt32(at, true));
  }

  /** A vector of float32; empty when absent. */
  float32s(field: number): number[] {
    return this.#vector(field, 4, (at) => this.#view.getFloat32(at, true));
  }

  /** A vector of int64 that fit a double; empty when absent. */
  int64s(field: number): number[] {
    return this.#vector(field, 8, (at) => Number(this.#view.getBigInt64(at, true)));
  }

  #field(field: number): number | undefined {
    const slot = 4 + 2 * field;
    if (slot >= this.#vtableSize) return undefined;
    const offset = this.#view.getUint16(this.#vtable + slot, true);
    return offset === 0 ? undefined : this.#position + offset;
  }

  #indirect(field: number): number | undefined {
    const at = this.#field(field);
    return at === undefined ? undefined : at + this.#view.getUint32(at, true);
  }

  #vector<T>(field: number, size: number, read: (at: number) => T): T[] {
    const at = this.#indirect(field);
    if (at === undefined) return [];
    const length = this.#view.getUint32(at, true);
    this.#inside(at + 4, length * size);
    return Array.from({ length }, (_, index) => read(at + 4 + index * size));
  }

  #inside(start: number, length: number): number {
    if (start + length > this.#view.byteLength) throw new RangeError('Vector runs past the buffer');
    return length;
  }
}
