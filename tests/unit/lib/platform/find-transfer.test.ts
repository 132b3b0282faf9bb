import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exportToFile, importFromFile } from '../../../../lib/platform/find-transfer.ts';
import { JPEG, savedFind } from '../../support/finds.ts';

const bus = vi.hoisted(() => ({
  send: vi.fn<(type: string, data: unknown[]) => Promise<number>>(),
  download: vi.fn<(name: string, file: Blob | string) => void>(),
}));
vi.mock('../../../../lib/platform/find-messages.ts', () => ({
  findMessages: { sendMessage: bus.send },
}));
vi.mock('../../../../lib/platform/download.ts', () => ({
  downloadCsv: bus.download,
  downloadFile: bus.download,
}));

const FINDS = [
  savedFind({ savedAt: '2026-11-01T00:00:00.000Z' }),
  savedFind({ savedAt: '2026-11-02T00:00:00.000Z' }, 'vase'),
];
const store = { crop: async () => ({ type: 'image/jpeg' as const, bytes: JPEG }) };
const written = async () => new Response(bus.download.mock.lastCall?.[1] ?? '').text();

beforeEach(() => {
  bus.download.mockClear();
  bus.send.mockReset().mockImplementation(async (_, finds) => finds.length - 1);
});
afterEach(() => vi.restoreAllMocks());

describe('finds to files', () => {
  it('go the newest first, with their pictures', async () => {
    await exportToFile(FINDS, 'json', store);
    const [name, file] = bus.download.mock.lastCall ?? [];
    expect(name).toBe('magpie-finds.json');
    expect(file).toMatchObject({ type: 'application/json' });
    const { finds } = JSON.parse(await written());
    expect(finds).toMatchObject([{ find: { noun: 'vase' } }, { find: { noun: 'armchair' } }]);
    expect(finds[0].crop).toBe('data:image/jpeg;base64,/9j/4AECAw==');
  });

  it('go as CSV', async () => {
    await exportToFile(FINDS, 'csv', store);
    expect(bus.download.mock.lastCall?.[0]).toBe('magpie-finds.csv');
    expect((await written()).trim().split('\r\n')).toHaveLength(3);
  });
});

describe('finds from a file', () => {
  it('are handed to the background some at a time', async () => {
    const many = Array.from({ length: 120 }, (_, n) => savedFind({ id: `find ${n}` }));
    await exportToFile(many, 'json', { crop: async () => null });
    const file = new File([await written()], 'magpie-finds.json');
    expect(await importFromFile(file)).toEqual({ ok: true, added: 117, known: 3 });
    expect(bus.send.mock.calls.map(([type, finds]) => [type, finds.length])).toEqual([
      ['finds:import', 50],
      ['finds:import', 50],
      ['finds:import', 20],
    ]);
  });

  it('are refused whole, with the reason', async () => {
    expect(await importFromFile(new File(['x'], 'x.json'))).toEqual({
      ok: false,
      reason: 'not-json',
    });
    const huge = Object.defineProperty(new File(['{}'], 'x.json'), 'size', { value: 1e9 });
    expect(await importFromFile(huge)).toEqual({ ok: false, reason: 'too-large' });
    expect(bus.send).not.toHaveBeenCalled();
  });
});
