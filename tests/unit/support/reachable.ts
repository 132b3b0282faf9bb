import { ModelError } from '../../../scripts/models/error.ts';

/** Null for what the network does not bring and need not: with MODELS_REQUIRED=1 it must. */
export async function ifReachable<T>(bringing: Promise<T>): Promise<T | null> {
  try {
    return await bringing;
  } catch (error) {
    const mayBeAbsent = process.env.MODELS_REQUIRED !== '1';
    if (mayBeAbsent && error instanceof ModelError && error.unavailable) return null;
    throw error;
  }
}
