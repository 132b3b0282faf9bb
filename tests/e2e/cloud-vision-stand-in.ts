import type { IncomingHttpHeaders } from 'node:http';
import * as v from 'valibot';
import { CLOUD_FEATURES } from '../../lib/cloud-vision/features.ts';
import {
  type ApiAnswer,
  annotations,
  apiError,
  BAD_KEY,
  IMAGE_ERROR,
  TEST_KEY,
} from '../fixtures/cloud-vision-api.ts';

/** What `images:annotate` takes, as far as Google documents it as needed. */
const RequestSchema = v.strictObject({
  requests: v.strictTuple([
    v.strictObject({
      image: v.strictObject({ content: v.pipe(v.string(), v.base64()) }),
      features: v.pipe(
        v.array(
          v.strictObject({
            type: v.picklist(CLOUD_FEATURES),
            maxResults: v.pipe(v.number(), v.integer()),
          }),
        ),
        v.minLength(1),
      ),
    }),
  ]),
});

/** How a JPEG begins. */
const JPEG = [0xff, 0xd8, 0xff];

/** Answers a request to vision.googleapis.com as Google's API does. */
export function answerAnnotate(
  method: string,
  { path, headers, body }: { path: string; headers: IncomingHttpHeaders; body: string },
): ApiAnswer {
  const { pathname } = new URL(path, 'https://vision.googleapis.com');
  if (method !== 'POST' || pathname !== '/v1/images:annotate') {
    return apiError(404, 'NOT_FOUND', 'Requested entity was not found.');
  }
  if (headers['x-goog-api-key'] !== TEST_KEY) return BAD_KEY;
  const { success, output } = v.safeParse(RequestSchema, jsonOf(body));
  if (!success) return apiError(400, 'INVALID_ARGUMENT', 'Invalid JSON payload received.');
  const [{ image, features }] = output.requests;
  const bytes = Buffer.from(image.content, 'base64');
  if (!JPEG.every((byte, at) => bytes[at] === byte)) return IMAGE_ERROR;
  return annotations(features.map(({ type }) => type));
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
