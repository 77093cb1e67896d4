/** The value of one option of a method: a number in its range and unit, or a choice with its own numbers. */

import type { Choice, OptionDeclaration, OptionValue } from "../library/method.ts";
import { listNames } from "../shape/print.ts";
import type { Argument, Expression, Name } from "../syntax/ast.ts";
import { numberIn } from "./constants.ts";
import { excerpt, type Scope } from "./scope.ts";
import { nearest } from "./unknown.ts";

/** Null where the value does not fit, and that is told. Also reads what `--set` gives. */
export function readOption(scope: Scope, option: OptionDeclaration, value: Expression): OptionValue | null {
  const { type } = option;
  if (type.kind === "choice") {
    if (type.layers === true && value.kind === "member")
      return scope.mistakes.notYet(`${option.name} = ${excerpt(value.span)}`, value.span);
    return readChoice(scope, option.name, type.choices, value);
  }
  const limits = { name: option.name, low: type.low, high: type.high, unit: type.unit };
  return readNumber(scope, { ...limits, integer: type.kind === "integer" }, value);
}

interface Limits {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  readonly integer: boolean;
}

function readNumber(scope: Scope, limits: Limits, value: Expression): number | null {
  const { name, low, high, unit, integer } = limits;
  const number = numberIn(value);
  const wanted = integer ? "a whole number" : "a number";
  if (number === null || Number.isNaN(number) || (integer && !Number.isInteger(number))) {
    return scope.mistakes.report(
      "H0503",
      { option: name, wanted: unit === "" ? wanted : `${wanted} (${unit})`, found: excerpt(value.span) },
      { at: value.span, text: number === null ? "no number" : "not whole" },
    );
  }
  if (number < low || number > high) {
    const range = `between ${grouped(low)} and ${grouped(high)}${unit === "" ? "" : ` (${unit})`}`;
    return scope.mistakes.report(
      "H0504",
      { option: name, range },
      { at: value.span, text: `${grouped(number)} is ${number < low ? "below" : "above"} that` },
    );
  }
  return number;
}

/** As the language writes numbers: 10_000. */
function grouped(value: number): string {
  const text = String(value);
  return /^\d{5,}$/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, "_") : text;
}

function readChoice(
  scope: Scope,
  option: string,
  choices: readonly Choice[],
  value: Expression,
): OptionValue | null {
  const names = choices.map(({ name }) => name);
  const word: Name | null = value.kind === "name" ? value.name : value.kind === "call" ? value.callee : null;
  if (word === null) {
    return scope.mistakes.report(
      "H0503",
      { option, wanted: listNames(names, "or"), found: excerpt(value.span) },
      { at: value.span, text: "a word stands here", help: callHelp(choices) },
    );
  }
  const choice = choices.find(({ name }) => name === word.text);
  if (choice === undefined) {
    const near = nearest(word.text, word.span, names, `the choices are ${listNames(names)}`);
    return scope.mistakes.report("H0505", { option, name: word.text }, { at: word.span, ...near });
  }
  const given = value.kind === "call" ? value.arguments : [];
  const read = readArguments(scope, choice, given, word);
  if (read === null) return null;
  if (!choice.built) return scope.mistakes.notYet(`${option} = ${choice.name}`, word.span);
  return { choice: choice.name, arguments: read };
}

/** `optimizer = 0.01` means `adam(0.01)`. */
function callHelp(choices: readonly Choice[]): string | null {
  const first = choices.find(({ parameters }) => parameters.length > 0);
  return first === undefined ? null : `write for example ${formOf(first)}`;
}

function formOf(choice: Choice): string {
  const [first] = choice.parameters;
  return first === undefined ? choice.name : `${choice.name}(${first.default ?? first.low})`;
}

function readArguments(
  scope: Scope,
  choice: Choice,
  given: readonly Argument[],
  word: Name,
): Readonly<Record<string, number>> | null {
  const names = choice.parameters.map(({ name }) => name);
  const form = names.length === 0 ? "nothing in parentheses" : `${choice.name}(${names.join(", ")})`;
  const fault = (at: Argument, found: string, edits = nearest("", at.span, [])) =>
    scope.mistakes.report("H0503", { option: choice.name, wanted: form, found }, { at: at.span, ...edits });
  const values: Record<string, number> = {};
  for (const [place, argument] of given.entries()) {
    if (argument.weight !== null || argument.over !== null) return fault(argument, excerpt(argument.span));
    const name = argument.name?.text ?? names[place];
    const parameter = choice.parameters.find((declared) => declared.name === name);
    if (name === undefined || parameter === undefined) {
      const near =
        argument.name === null ? undefined : nearest(argument.name.text, argument.name.span, names);
      return fault(argument, argument.name?.text ?? `${excerpt(argument.span)} as well`, near);
    }
    if (values[name] !== undefined) return fault(argument, `${name} twice`);
    const limits = { ...parameter, name: `${name} of ${choice.name}`, unit: "" };
    const number = readNumber(scope, limits, argument.value);
    if (number === null) return null;
    values[name] = number;
  }
  for (const { name, default: standard } of choice.parameters) {
    if (values[name] !== undefined) continue;
    if (standard === null) {
      return scope.mistakes.report(
        "H0503",
        { option: choice.name, wanted: form, found: `${choice.name} without ${name}` },
        { at: word.span },
      );
    }
    values[name] = standard;
  }
  return values;
}
