/**
 * Turns grammar/hunch.ohm into a module that loads without reading the grammar again, and its types: the shape of the
 * tree of every rule, and the tokens it may begin with. `node scripts/build-grammar.mjs` writes both files; tests compare.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { grammar as read } from "ohm-js";

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), "grammar");
const lexical = (rule) => rule[0] === rule[0].toLowerCase();
const lists = ["ListOf", "NonemptyListOf"];

/** Ohm gives a recipe as JavaScript; ours is plain data, without the places in the grammar's text. */
function recipeOf(source) {
  const recipe = Function(`"use strict"; return ${read(source).toRecipe()}`)();
  const strip = (part) =>
    Array.isArray(part) ? part.map((x, i) => (i === 1 && !Array.isArray(x) ? {} : strip(x))) : part;
  const rules = {};
  for (const [rule, [action, , , formals, body]] of Object.entries(recipe[5])) {
    // A token is named in messages as a whole: its description is its own name, looked up in src/syntax/words.ts.
    const description = lexical(rule) && action === "define" ? rule : null;
    rules[rule] = [action, {}, description, formals, strip(body)];
  }
  return ["grammar", {}, recipe[2], null, recipe[4], rules];
}

/** The types of the children that a body gives, one a column. */
function columns(body, rules) {
  const [kind, , ...rest] = body;
  switch (kind) {
    case "terminal":
    case "range":
      return ["Leaf"];
    case "app": {
      const [rule, parameters] = rest;
      if (lists.includes(rule)) return [`${rule}<${columns(parameters[0], rules)[0]}>`];
      return [rules[rule]?.[0] === "define" ? `Rule<"${rule}">` : "Leaf"];
    }
    case "seq":
      return rest.flatMap((part) => columns(part, rules));
    case "alt": {
      const arms = rest.map((part) => columns(part, rules));
      return arms[0].map((_, i) => [...new Set(arms.map((arm) => arm[i]))].join(" | "));
    }
    case "star":
    case "plus":
    case "opt":
      return columns(rest[0], rules).map((column) => `Many<${column}>`);
    case "not":
      return [];
    default:
      throw new Error(`a grammar with ${kind} is new to me`);
  }
}

/** The tokens a body may begin with, and whether it may be empty. */
function first(body, rules) {
  const [kind, , ...rest] = body;
  switch (kind) {
    case "terminal":
      return { tokens: [rest[0]], empty: false };
    case "app": {
      const [rule, parameters] = rest;
      if (lists.includes(rule)) return { ...first(parameters[0], rules), empty: rule === "ListOf" };
      return lexical(rule) ? { tokens: [rule], empty: false } : first(rules[rule][4], rules);
    }
    case "seq": {
      const tokens = [];
      for (const part of rest) {
        const begin = first(part, rules);
        tokens.push(...begin.tokens);
        if (!begin.empty) return { tokens, empty: false };
      }
      return { tokens, empty: true };
    }
    case "alt": {
      const arms = rest.map((part) => first(part, rules));
      return { tokens: arms.flatMap((arm) => arm.tokens), empty: arms.some((arm) => arm.empty) };
    }
    case "star":
    case "opt":
      return { ...first(rest[0], rules), empty: true };
    case "plus":
      return first(rest[0], rules);
    case "not":
      return { tokens: [], empty: true };
    default:
      throw new Error(`a grammar with ${kind} is new to me`);
  }
}

/** Every terminal that stands in a rule with a capital, and so is a token of its own. */
function terminals(body) {
  if (body[0] === "terminal") return [body[2]];
  return body.flatMap((part) => (Array.isArray(part) ? terminals(part) : []));
}

/** How the module reads a text: what ohm found, as plain values. */
const matching = `const semantics = grammar.createSemantics();

export function match(text) {
  const found = grammar.match(text);
  if (found.succeeded()) return { ok: true, tree: semantics(found) };
  return {
    ok: false,
    position: found.getRightmostFailurePosition(),
    expected: () => found.getRightmostFailures().map((failure) => failure.getText()),
  };
}
`;

/** The two files' texts. */
export function bundle(source) {
  const recipe = recipeOf(source);
  const rules = recipe[5];
  const defined = Object.keys(rules).filter((rule) => rules[rule][0] === "define");
  const phrases = defined.filter((rule) => !lexical(rule));
  const firsts = Object.fromEntries(
    phrases.map((rule) => [rule, [...new Set(first(rules[rule][4], rules).tokens)].sort()]),
  );
  const marks = [...new Set(phrases.flatMap((rule) => terminals(rules[rule][4])))].sort();
  const header =
    "// Made from hunch.ohm by scripts/build-grammar.mjs: change the grammar, not this file.\n\n";
  const lines = (entries) => entries.map((entry) => `  ${entry},\n`).join("");
  const js =
    `${header}import { makeRecipe } from "ohm-js";\n\n` +
    `const grammar = makeRecipe(["grammar", {}, ${JSON.stringify(recipe[2])}, null, ${JSON.stringify(recipe[4])}, {\n` +
    `${lines(Object.entries(rules).map(([rule, row]) => `${JSON.stringify(rule)}: ${JSON.stringify(row)}`))}}]);\n\n` +
    `export const firsts = {\n${lines(phrases.map((rule) => `${rule}: ${JSON.stringify(firsts[rule])}`))}};\n\n` +
    `${matching}`;
  const union = (names) => names.map((name) => JSON.stringify(name)).join(" | ");
  const dts =
    `${header}interface Leaf {\n  readonly sourceString: string;\n  readonly source: { readonly startIdx: number; readonly endIdx: number };\n}\n\n` +
    "/** The matches of `x*`, `x+` or `x?`. */\nexport interface Many<T> extends Leaf {\n  readonly children: readonly T[];\n}\n\n" +
    'export interface NonemptyListOf<T> extends Leaf {\n  readonly ctorName: "NonemptyListOf";\n  readonly children: readonly [T, Many<Leaf>, Many<T>];\n}\n\n' +
    'export interface ListOf<T> extends Leaf {\n  readonly ctorName: "ListOf";\n  readonly children: readonly [NonemptyListOf<T> | EmptyListOf];\n}\n\n' +
    'interface EmptyListOf extends Leaf {\n  readonly ctorName: "EmptyListOf";\n}\n\n' +
    `/** What each rule's node holds, in order. */\ninterface Children {\n${defined
      .map((rule) => `  ${rule}: readonly [${columns(rules[rule][4], rules).join(", ")}];\n`)
      .join("")}}\n\n` +
    "/** The node of a rule. */\nexport type Rule<R extends RuleName> = { [Q in R]: Leaf & { readonly ctorName: Q; readonly children: Children[Q] } }[R];\n\n" +
    "export type RuleName = keyof Children;\n\n" +
    `/** Rules made of other rules and marks. */\nexport type Phrase = ${union(phrases)};\n\n` +
    `/** Rules for a run of characters. */\nexport type Word = Exclude<RuleName, Phrase>;\n\n` +
    `/** Signs that stand for themselves. */\nexport type Mark = ${union(marks)};\n\n` +
    "export type Token = Word | Mark;\n\n" +
    "/** The tokens that each phrase may begin with. */\nexport const firsts: { readonly [P in Phrase]: readonly Token[] };\n\n" +
    "/** The tree of a program; or the furthest place that was reached, and the tokens that would have gone on from there. */\n" +
    'export type Match =\n  | { readonly ok: true; readonly tree: Rule<"Program"> }\n' +
    '  | { readonly ok: false; readonly position: number; readonly expected: () => readonly (Token | "end of input")[] };\n\n' +
    "export function match(text: string): Match;\n";
  return { js, dts };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { js, dts } = bundle(readFileSync(join(folder, "hunch.ohm"), "utf8"));
  writeFileSync(join(folder, "hunch.ohm-bundle.js"), js);
  writeFileSync(join(folder, "hunch.ohm-bundle.d.ts"), dts);
}
