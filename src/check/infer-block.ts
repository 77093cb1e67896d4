/** `infer vi { … }`: a method of the library and its options, each checked against its declaration. */

import type { MethodDeclaration, OptionDeclaration, OptionValue } from "../library/method.ts";
import { methods } from "../library/methods/table.ts";
import type { Span } from "../diagnostic/source.ts";
import { listNames } from "../shape/print.ts";
import type { InferBlock } from "../syntax/ast.ts";
import { readOption } from "./option.ts";
import type { Infer } from "./program.ts";
import type { Scope } from "./scope.ts";
import { nearest, reportUnknown } from "./unknown.ts";

export function checkInfers(scope: Scope, blocks: readonly InferBlock[]): readonly Infer[] {
  const names = new Map<string, Span>();
  return blocks.flatMap((block) => {
    const { text, span } = block.name ?? block.method;
    const before = names.get(text);
    if (before !== undefined) {
      scope.mistakes.report(
        "H0506",
        { name: text },
        {
          at: span,
          text: "the second",
          labels: [{ span: before, text: "the first" }],
          help: `give one a name of its own: infer wide: ${block.method.text} { … }`,
        },
      );
    }
    names.set(text, before ?? span);
    const infer = checkInfer(scope, block);
    return infer === null ? [] : [infer];
  });
}

function checkInfer(scope: Scope, block: InferBlock): Infer | null {
  const { text, span } = block.method;
  const method = methods.get(text);
  if (method === undefined) {
    return reportUnknown(scope, "H0501", { name: text }, text, span, methods.keys(), {
      fallback: `the methods are ${builtMethods()}`,
    });
  }
  const before = scope.mistakes.all().length;
  const options: Record<string, OptionValue | null> = Object.fromEntries(
    method.options.map((option) => [option.name, option.default]),
  );
  const spans: Record<string, Span> = {};
  for (const { name, value } of block.options) {
    const option = method.options.find((declaration) => declaration.name === name.text);
    const earlier = spans[name.text];
    if (option === undefined) unknownOption(scope, method, name.text, name.span);
    else if (earlier !== undefined) {
      scope.mistakes.report(
        "H0507",
        { option: name.text },
        { at: name.span, text: "a second time", labels: [{ span: earlier, text: "the first" }] },
      );
    } else {
      spans[name.text] = name.span;
      const read = readOption(scope, option, value);
      if (read !== null) options[name.text] = read;
    }
  }
  // Of a method to come its wrong options are told; that it is not built is told where nothing else is.
  if (!method.built && scope.mistakes.all().length > before) return null;
  return { name: block.name?.text ?? text, method, options, spans, span: block.span };
}

/** That methods are known to the language and not built. */
export function tellUnbuilt(scope: Scope, blocks: readonly InferBlock[], infers: readonly Infer[]): void {
  for (const { method, span } of infers) {
    if (method.built) continue;
    const at = blocks.find((block) => block.span === span)?.method.span ?? span;
    scope.mistakes.notYet(`the method ${method.name}`, at, { note: `built are ${builtMethods()}` });
  }
}

function builtMethods(): string {
  return listNames([...methods.values()].filter(({ built }) => built).map(({ name }) => name));
}

function unknownOption(scope: Scope, method: MethodDeclaration, name: string, span: Span): void {
  const names = method.options.map((option) => option.name);
  const others = [...methods.values()].filter(({ options }) => has(options, name)).map((other) => other.name);
  const known =
    names.length === 0
      ? `${method.name} has no options`
      : `the options of ${method.name} are ${listNames(names)}`;
  const elsewhere =
    others.length > 0 ? `; ${listNames(others)} ${others.length === 1 ? "has" : "have"} it` : "";
  scope.mistakes.report(
    "H0502",
    { method: method.name, name },
    { at: span, ...nearest(name, span, names, known + elsewhere) },
  );
}

function has(options: readonly OptionDeclaration[], name: string): boolean {
  return options.some((option) => option.name === name);
}
