import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ParsedMessage, SUPPORTED_LOCALES } from '@wxt-dev/i18n/build';
import { type ESTree, parseSync, Visitor } from 'vite';
import { afterEach, describe, expect, it } from 'vitest';
import { t } from '../../lib/i18n.ts';
import { LOCALES, messagesOf, speak } from './support/languages.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOREIGN = LOCALES.filter((locale) => locale !== 'en');
const ENGLISH = messagesOf('en');

/** Words that are the same in English and in a language, and messages without any. */
const SAME_IN: Readonly<Record<string, readonly string[]>> = {
  de: ['Material', 'Shops', 'Version {version} · {license}', 'Name'],
  es: ['Material', ' pin', ' pines'],
  fr: ['Style', 'Options', 'Version {version} · {license}', 'Analyses'],
  it: [' pin'],
  ja: ['Magpie for Pinterest'],
  nl: ['Analyses', 'Open Pinterest', '{count} pin', '{count} pins'],
  pt_BR: ['Material', '{count} pin', '{count} pins'],
};

/** Attributes and properties whose text a person reads or hears. */
const SPOKEN_NAMES = /^(alt|label|title|placeholder|hint|aria-(label|roledescription|valuetext))$/;

/** Names and keys, which are the same everywhere. */
const NAMES = /Magpie|Google( Cloud Vision)?|Alt\+Shift\+M/g;

const keyOf = ({ key }: ParsedMessage): string => key.join('.');

/** All texts of a message: one for each of its plural forms. */
function textsOf(message: ParsedMessage): string[] {
  return message.type === 'plural' ? Object.values(message.plurals) : [message.message];
}

/** What a text wants filled in. */
function blanksOf(text: string): string[] {
  return [...text.matchAll(/\{\w+\}|\$\d/g)].map(([blank]) => blank).sort();
}

/** The sources of the extension by their paths. */
const SOURCES = new Map(
  globSync('{components,entrypoints,lib}/**/*.{ts,tsx,html}', { cwd: ROOT })
    .concat('wxt.config.ts')
    .map((path) => [path, readFileSync(join(ROOT, path), 'utf8')] as const),
);

afterEach(() => speak('en'));

describe('the catalogues', () => {
  it('are those of eight languages that browsers know', () => {
    expect(LOCALES.toSorted()).toEqual(['de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pt_BR']);
    expect(LOCALES.filter((locale) => !SUPPORTED_LOCALES.has(locale))).toEqual([]);
    for (const locale of LOCALES) {
      speak(locale);
      expect(t('lang')).toBe(locale.replace('_', '-'));
    }
  });

  it.each(FOREIGN)('%s has every message of the English one, and no other', (locale) => {
    expect(messagesOf(locale).map(keyOf)).toEqual(ENGLISH.map(keyOf));
  });

  it.each(LOCALES)('%s wants the same filled in as the English one, in each form', (locale) => {
    const english = new Map(ENGLISH.map((message) => [keyOf(message), message]));
    const differing = messagesOf(locale).filter((message) => {
      const original = english.get(keyOf(message));
      const wanted = new Set(original && textsOf(original).flatMap(blanksOf));
      const isMissing = textsOf(message).some((text) => {
        const blanks = new Set(blanksOf(text));
        // "one model" may leave its number out; nothing else may go missing.
        const isNumberOnly = message.type === 'plural' && wanted.size - blanks.size === 1;
        return (
          [...blanks].some((blank) => !wanted.has(blank)) ||
          (wanted.size !== blanks.size && !(isNumberOnly && !blanks.has('$1')))
        );
      });
      return isMissing || message.type !== original?.type;
    });
    expect(differing.map(keyOf)).toEqual([]);
  });

  it.each(FOREIGN)('%s leaves nothing in English', (locale) => {
    const english = new Map(ENGLISH.map((message) => [keyOf(message), textsOf(message)]));
    const same = messagesOf(locale)
      .filter((message) =>
        textsOf(message).some((text) => english.get(keyOf(message))?.includes(text)),
      )
      .flatMap(textsOf)
      .filter((text) => /\p{L}{2}/u.test(text.replaceAll(/\{\w+\}/g, '').replaceAll(NAMES, '')));
    const allowed = SAME_IN[locale] ?? [];
    expect(same.filter((text) => !allowed.some((word) => text.endsWith(word)))).toEqual([]);
    expect(allowed.filter((word) => !same.some((text) => text.endsWith(word)))).toEqual([]);
  });

  it.each(LOCALES)('%s has a plural form for each kind of number that it tells apart', (locale) => {
    speak(locale);
    const rules = new Intl.PluralRules(locale.replace('_', '-'));
    for (const message of messagesOf(locale)) {
      if (message.type !== 'plural') continue;
      const categories = new Set<string>();
      const texts = new Map<string, string>();
      for (let count = 0; count <= 120; count += 1) {
        const category = rules.select(count);
        const text = formOf(message, count);
        categories.add(category);
        expect(texts.get(category) ?? text).toBe(text);
        texts.set(category, text);
      }
      expect(Object.keys(message.plurals).length).toBeGreaterThanOrEqual(categories.size);
    }
  });

  it.each(LOCALES)(
    '%s fits the stores: a short name, at most 132 characters to describe it',
    (locale) => {
      speak(locale);
      expect(t('manifest.name').length).toBeLessThanOrEqual(45);
      expect(t('manifest.description').length).toBeLessThanOrEqual(132);
    },
  );

  it.each(LOCALES)('%s keeps the visible words in the names of controls', (locale) => {
    speak(locale);
    const within = [
      [t('shops.more'), t('shops.moreFor', { words: 'x' })],
      [t('shops.fewer'), t('shops.fewerFor', { words: 'x' })],
      [t('popup.done'), t('popup.doneChanging')],
      [t('popup.putBack'), t('popup.putBackNoun', { noun: 'x' })],
    ];
    for (const [visible, name] of within) {
      expect(name?.toLowerCase()).toContain(visible?.toLowerCase());
    }
  });

  it.each(LOCALES)('%s shouts at nobody and spaces its signs as it should', (locale) => {
    const texts = messagesOf(locale).flatMap(textsOf);
    expect(texts.filter((text) => /[!¡！]|\s$|^\s| {2}/.test(text))).toEqual([]);
    expect(texts.filter((text) => /['"]/.test(text) && locale !== 'en')).toEqual([]);
    if (locale === 'fr') {
      // A sign of two parts stands after a space that does not break.
      const prose = texts.map((text) => text.replaceAll(/https:\/\/|\/search\S+/g, ''));
      expect(prose.filter((text) => /[^\u00a0\u202f][:;?»]|«[^\u00a0\u202f]/.test(text))).toEqual(
        [],
      );
    }
  });
});

describe('the sources', () => {
  it('use every message', () => {
    const unused = ENGLISH.map(keyOf).filter(
      (key) =>
        ![...SOURCES.values()].some(
          (source) =>
            source.includes(`'${key}'`) || source.includes(`__MSG_${key.replaceAll('.', '_')}__`),
        ),
    );
    expect(unused).toEqual([]);
  });

  it('ask the manifest for messages that are there only', () => {
    const keys = ENGLISH.map((message) => message.key.join('_'));
    const asked = [...SOURCES.values()].flatMap((source) =>
      [...source.matchAll(/__MSG_(\w+?)__/g)].map(([, key]) => key ?? ''),
    );
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('hold no words for people but those of the catalogues', () => {
    const views = [...SOURCES].filter(([path]) =>
      /^(components|entrypoints)\/.*\.tsx?$/.test(path),
    );
    expect(views.length).toBeGreaterThan(20);
    const found = views
      .filter(([path]) => !/^(entrypoints\/bench)\//.test(path))
      .flatMap(([path, source]) => wordsIn(path, source).map((words) => `${path}: ${words}`));
    expect(found).toEqual([]);
  });

  it('hold no sentences for people in lib, which hands on codes and keys', () => {
    const found = [...SOURCES]
      .filter(([path]) => path.startsWith('lib/'))
      .flatMap(([path, source]) => wordsIn(path, source))
      .filter((words) => /^\p{Lu}\S* .*[.?]$/u.test(words));
    // Why Chrome lets a document run off the screen, for its developers.
    expect(found).toEqual(['Runs the vision models in a worker, on this device.']);
  });

  it.each([
    ['<p>Hello you</p>', ['Hello you']],
    ['<p>{on ? "Leave it" : t("a.b")}</p>', ['Leave it']],
    ['<button aria-label="Close" class="icon-button" />', ['Close']],
    [`<button title={\`\${n} finds\`} />`, ['finds']],
    ['const words = { a: "See more of it" };', ['See more of it']],
    ['console.warn("Magpie: no such thing"); throw new Error("It is not there");', []],
    ['<p class="a b" data-x="y">{"…"} Magpie</p>', []],
  ])('would hold them in %s', (source, words) => {
    expect(wordsIn('a.tsx', source)).toEqual(words);
  });
});

/** The form of a plural message for a count, its number taken out. */
function formOf(message: ParsedMessage & { type: 'plural' }, count: number): string {
  const say = t as (key: string, count: number, names: Record<string, string>) => string;
  const names = Object.fromEntries(message.namedSubstitutions.map((name) => [name, 'x']));
  return say(keyOf(message), count, names).replace(String(count), '#');
}

/**
 * Texts in a source that look meant for people: those between tags, those of attributes that are
 * read out, and any other of two words and more that is no class, no address and no error.
 */
function wordsIn(path: string, source: string): string[] {
  const { program } = parseSync(path, source);
  const found: string[] = [];
  /** Where texts are for machines or developers: ranges of offsets. */
  const silent: [from: number, to: number][] = [];
  const add = (text: string, { start }: { start: number }): void => {
    if (silent.some(([from, to]) => start >= from && start < to)) return;
    if (/\p{L}{2}/u.test(text.replaceAll(NAMES, ''))) found.push(text.trim());
  };
  const hush = ({ start, end }: { start: number; end: number }): void => {
    silent.push([start, end]);
  };
  new Visitor({
    ImportDeclaration: hush,
    NewExpression: hush,
    TSLiteralType: hush,
    CallExpression(call: ESTree.CallExpression) {
      if (/^(console\.|t$)/.test(source.slice(call.callee.start, call.callee.end))) {
        // What is filled into a message may hold words.
        if (call.callee.type === 'Identifier')
          for (const each of call.arguments.slice(0, 1)) hush(each);
        else hush(call);
      }
    },
    JSXAttribute({ name, value }: ESTree.JSXAttribute) {
      const attribute = source.slice(name.start, name.end);
      if (!value) return;
      if (!SPOKEN_NAMES.test(attribute)) {
        if (/^(class|style|type|role|id|for|rel|d|viewBox|data-.*|aria-.*|key)$/.test(attribute))
          hush(value);
      } else if (value.type === 'Literal' && typeof value.value === 'string') {
        add(value.value, value);
        hush(value);
      }
    },
    JSXText(node: ESTree.JSXText) {
      add(node.value, node);
    },
    Literal(node: ESTree.Node) {
      if (node.type !== 'Literal' || typeof node.value !== 'string') return;
      const isSelector = /^[.#[]/.test(node.value);
      if (!isSelector && /\p{L}\S* +\S*\p{L}/u.test(node.value)) add(node.value, node);
    },
    TemplateElement(node: ESTree.TemplateElement) {
      const text = node.value.cooked ?? '';
      if (/(^| )\p{L}{2,} |^ \p{L}{2,}$/u.test(text)) add(text, node);
    },
  }).visit(program);
  return found;
}
