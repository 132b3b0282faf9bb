import * as v from 'valibot';
import { type FoundJson, isRecord, jsonAt, stringAt } from './json.ts';
import { type EmbeddedPin, mergeParts, type StatePart } from './pin-state.ts';
import {
  COMPLETED_REQUEST_CALL,
  NODE_ID,
  NOT_FOUND_TYPE,
  PIN_KEYS,
  PIN_QUERY,
  STATE_SCRIPTS,
} from './selectors.ts';

/** The kinds of data script, the surest first. */
const SCRIPT_KINDS = ['redux', 'relayCompleted', 'relayResponse', 'resource', 'other'] as const;

/** A data script of a page as text. */
export interface DataScript {
  kind: (typeof SCRIPT_KINDS)[number];
  text: string;
}

/** No data script of Pinterest's comes near this many characters; a longer one is not worth the time. */
const LONGEST_SCRIPT = 8_000_000;

/** How many objects of a script are looked at in search of the pin, where it is in no known place. */
const MOST_OBJECTS = 100_000;

/**
 * What the page's data scripts say of the pin with this id. After a navigation within the page
 * they mostly describe the former pin, so only parts that name this id are taken.
 *
 * @returns null when no script speaks of this pin. Never throws, whatever the scripts hold.
 */
export function readEmbeddedState(document: Document, id: string): EmbeddedPin | null {
  return readScripts(dataScripts(document), id);
}

/** The data scripts of a page, the surest kind first, each once. */
export function dataScripts(document: Document): DataScript[] {
  const seen = new Set<Element>();
  const scripts: DataScript[] = [];
  for (const kind of SCRIPT_KINDS) {
    for (const script of document.querySelectorAll(STATE_SCRIPTS[kind])) {
      if (seen.has(script)) continue;
      seen.add(script);
      scripts.push({ kind, text: script.textContent ?? '' });
    }
  }
  return scripts;
}

/** {@link readEmbeddedState} of scripts that were taken out of their page. */
export function readScripts(scripts: readonly DataScript[], id: string): EmbeddedPin | null {
  // A script that does not mention the id need not be parsed.
  const telling = scripts.filter(({ text }) => text.length <= LONGEST_SCRIPT && text.includes(id));
  const read = telling.map((script) => partsOf(script, id));
  const known = read.flatMap(({ parts }) => parts);
  const parts =
    known.length > 0
      ? known
      : read.flatMap(({ values }) => values.flatMap((part) => search(part, id)));
  return parts.length === 0 ? null : mergeParts(parts);
}

/**
 * The md5s of pictures that the data scripts call another pin's: of the pins that relay requests
 * asked for, and of all that the redux state holds. None for an opaque id: the scripts may know
 * that same pin by its digits.
 */
export function signaturesOfOthers(scripts: readonly DataScript[], id: string): Set<string> {
  if (!isNumeric(id)) return new Set();
  const others = scripts
    .filter(({ text }) => text.length <= LONGEST_SCRIPT)
    .flatMap((script) => pinsOf(script))
    .filter(({ name }) => name !== undefined && name !== id);
  return new Set(others.flatMap(({ pin }) => mergeParts([{ source: 'redux', pin }]).signatures));
}

/** The pins of a script by the name that it has for them. */
function pinsOf({ kind, text }: DataScript): { name: string | undefined; pin: unknown }[] {
  if (kind === 'redux') {
    const state = v.safeParse(ReduxSchema, jsonAt(text, 0)?.value);
    const pins = state.success ? state.output.initialReduxState.pins : {};
    return Object.entries(pins).map(([name, pin]) => ({ name, pin }));
  }
  const answered =
    kind === 'relayCompleted'
      ? [...completedRequests(text)].map(({ response }) => response)
      : kind === 'relayResponse'
        ? [responseOf(jsonAt(text, 0)?.value)]
        : [];
  return answered.flatMap((response) => {
    const parsed = v.safeParse(CompletedSchema, response);
    return Object.entries(parsed.success ? parsed.output.data : {})
      .filter(([key]) => PIN_QUERY.test(key))
      .map(([, answer]) => (isRecord(answer) ? answer.data : undefined))
      .map((pin) => ({ name: stringAt(pin, 'entityId'), pin }));
  });
}

function responseOf(value: unknown): unknown {
  return isRecord(value) ? value.response : undefined;
}

/**
 * What the answer of PinResource says of the pin with this id.
 *
 * @param text the answer's body.
 * @returns null when it is of another pin, or of none. Never throws.
 */
export function readPinResource(text: string, id: string): EmbeddedPin | null {
  const parts = resourceParts(jsonAt(text, 0)?.value, id);
  return parts.length === 0 ? null : mergeParts(parts);
}

/** The redux states of a page, each as it stands; of scripts that cannot be read, none. */
export function reduxStates(scripts: readonly DataScript[]): Record<string, unknown>[] {
  return scripts
    .filter(({ kind, text }) => kind === 'redux' && text.length <= LONGEST_SCRIPT)
    .flatMap(({ text }) => {
      const root = jsonAt(text, 0)?.value;
      const holders = isRecord(root) ? [root, root.props] : [];
      return holders
        .map((holder) => (isRecord(holder) ? holder.initialReduxState : undefined))
        .filter(isRecord);
    });
}

/** How many scripts the page has: while its data is still arriving, the number grows. */
export function countScripts(document: Document): number {
  return document.getElementsByTagName('script').length;
}

interface ScriptReading {
  parts: StatePart[];
  /** What may be searched for the pin when no script has it in a known place. */
  values: StatePart[];
}

function partsOf({ kind, text }: DataScript, id: string): ScriptReading {
  if (kind === 'relayCompleted') return completedRequestParts(text, id);
  const value = jsonAt(text, 0)?.value;
  switch (kind) {
    case 'redux':
      return { parts: reduxParts(value, id), values: [{ source: 'redux', pin: value }] };
    case 'relayResponse':
      return relayParts(value, id);
    case 'resource':
      return { parts: resourceParts(value, id), values: [] };
    case 'other':
      return { parts: [], values: [{ source: 'redux', pin: value }] };
  }
}

const Unknowns = v.record(v.string(), v.unknown());

const StateSchema = v.object({ initialReduxState: v.object({ pins: Unknowns }) });
const ReduxSchema = v.union([
  StateSchema,
  v.pipe(
    v.object({ props: StateSchema }),
    v.transform(({ props }) => props),
  ),
]);

function reduxParts(value: unknown, id: string): StatePart[] {
  const state = v.safeParse(ReduxSchema, value);
  if (!state.success) return [];
  const { pins } = state.output.initialReduxState;
  const pin = Object.hasOwn(pins, id) ? pins[id] : undefined;
  return isRecord(pin) && namesPin(id, [id, stringAt(pin, 'id')]) ? [{ source: 'redux', pin }] : [];
}

const ResourceSchema = v.object({
  /** The request, which the answer repeats. */
  resource: v.fallback(v.optional(v.object({ options: v.object({ id: v.string() }) })), undefined),
  resource_response: v.object({ data: Unknowns }),
});

function resourceParts(value: unknown, id: string): StatePart[] {
  const resource = v.safeParse(ResourceSchema, value);
  if (!resource.success) return [];
  const pin = resource.output.resource_response.data;
  const names = [resource.output.resource?.options.id, stringAt(pin, 'id')];
  return namesPin(id, names) ? [{ source: 'resource', pin }] : [];
}

const VariablesSchema = v.object({ variables: v.object({ pinId: v.string() }) });

const RelaySchema = v.object({ response: v.object({ data: Unknowns }) });

function relayParts(value: unknown, id: string): ScriptReading {
  const relay = v.safeParse(RelaySchema, value);
  return relay.success ? answers(relay.output.response.data, askedOf(value), id) : NOTHING;
}

const CompletedSchema = v.object({ data: Unknowns });

function completedRequestParts(text: string, id: string): ScriptReading {
  const readings: ScriptReading[] = [];
  for (const { request, response } of completedRequests(text)) {
    const answered = v.safeParse(CompletedSchema, response);
    if (answered.success) readings.push(answers(answered.output.data, askedOf(request), id));
  }
  return {
    parts: readings.flatMap(({ parts }) => parts),
    values: readings.flatMap(({ values }) => values),
  };
}

/** The calls in a script of completed requests; those that cannot be read are left out. */
function* completedRequests(text: string): Generator<{ request: unknown; response: unknown }> {
  for (
    let call = text.indexOf(COMPLETED_REQUEST_CALL);
    call !== -1;
    call = text.indexOf(COMPLETED_REQUEST_CALL, call + 1)
  ) {
    const argument = jsonAt(text, call + COMPLETED_REQUEST_CALL.length);
    const response = argument && secondArgument(text, argument);
    if (typeof argument?.value !== 'string' || !response) continue;
    yield { request: jsonAt(unescaped(argument.value), 0)?.value, response: response.value };
  }
}

function secondArgument(text: string, { end }: FoundJson): FoundJson | undefined {
  const comma = text.slice(end).search(/\S/) + end;
  return text[comma] === ',' ? jsonAt(text, comma + 1) : undefined;
}

const NOTHING: ScriptReading = { parts: [], values: [] };

const QuerySchema = v.object({
  __typename: v.fallback(v.optional(v.string()), undefined),
  data: v.fallback(v.optional(v.unknown()), undefined),
});

/** The pin with this id among the answers of a relay request for the pin `asked`. */
function answers(
  data: Record<string, unknown>,
  asked: string | undefined,
  id: string,
): ScriptReading {
  const parts = Object.entries(data).flatMap(([key, answer]): StatePart[] => {
    const query = v.safeParse(QuerySchema, answer);
    if (!PIN_QUERY.test(key) || !query.success) return [];
    const { __typename, data: pin } = query.output;
    if (__typename === NOT_FOUND_TYPE) {
      return namesPin(id, [asked]) ? [{ source: 'relay', pin: { __typename } }] : [];
    }
    if (!isRecord(pin)) return [];
    const named = stringAt(pin, 'entityId') ?? nodeName(stringAt(pin, 'id'));
    return namesPin(id, [asked, named]) ? [{ source: 'relay', pin }] : [];
  });
  const isOfAnother = asked !== undefined && asked !== id;
  return { parts, values: isOfAnother ? [] : [{ source: 'relay', pin: data }] };
}

/** The pin that a relay request asks for; undefined where it does not say. */
function askedOf(request: unknown): string | undefined {
  const parsed = v.safeParse(VariablesSchema, request);
  return parsed.success ? parsed.output.variables.pinId : undefined;
}

/** The id within a relay id ("UGluOjEyMw==" is "Pin:123"); undefined for any other text. */
function nodeName(nodeId: string | undefined): string | undefined {
  try {
    return NODE_ID.exec(atob(nodeId ?? ''))?.[1];
  } catch {
    return undefined;
  }
}

/** The objects anywhere in a value that go by the id and look like pins. */
function search({ source, pin: root }: StatePart, id: string): StatePart[] {
  const found: StatePart[] = [];
  const queue: unknown[] = [root];
  for (let at = 0; at < queue.length && at < MOST_OBJECTS; at++) {
    const value = queue[at];
    if (
      looksLikePin(value) &&
      namesPin(id, [stringAt(value, 'entityId') ?? stringAt(value, 'id')])
    ) {
      found.push({ source, pin: value });
    } else if (typeof value === 'object' && value !== null) {
      for (const member of Object.values(value)) {
        if (typeof member === 'object' && member !== null) queue.push(member);
      }
    }
  }
  return found;
}

function looksLikePin(value: unknown): boolean {
  return isRecord(value) && PIN_KEYS.some((key) => Object.hasOwn(value, key));
}

/**
 * Whether a part that goes by these names is the pin of the URL: all names it has must agree. A
 * promoted pin's opaque id stands beside its numeric one, so there one agreement is enough.
 */
function namesPin(id: string, names: readonly (string | undefined)[]): boolean {
  const given = names.filter((name) => name !== undefined);
  if (!isNumeric(id)) return given.includes(id);
  return given.length > 0 && given.every((name) => name === id);
}

function isNumeric(id: string): boolean {
  return /^\d+$/.test(id);
}

function unescaped(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
