/** The tables of the language reference, each made from the library's own, so that they cannot fall behind it. */

import { functions, reductions, timeFunctions } from "../../src/check/functions.ts";
import { activations } from "../../src/library/activations/table.ts";
import { bijectors } from "../../src/library/bijectors/table.ts";
import { combinators } from "../../src/library/combinators/table.ts";
import type { Distribution, Signature } from "../../src/library/distribution.ts";
import { distributions } from "../../src/library/distributions/table.ts";
import { layers } from "../../src/library/layers/table.ts";
import type { Choice, MethodDeclaration, OptionDeclaration, OptionValue } from "../../src/library/method.ts";
import { methods } from "../../src/library/methods/table.ts";
import { printSupport } from "../../src/shape/print.ts";

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |\n`;
  return line(heads) + line(heads.map(() => "---")) + rows.map(line).join("");
}

const code = (text: string): string => `\`${text}\``;
const byName = <T extends { readonly name: string }>(rows: Iterable<T>): readonly T[] =>
  [...rows].toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** `normal(mean, sd)`; parameters that want their names have them. */
function call(name: string, { parameters, keywordOnly }: Signature): string {
  const given = parameters.map((parameter) =>
    keywordOnly === true ? `${parameter.name} = …` : parameter.name,
  );
  return code(`${name}(${given.join(", ")})`);
}

/** Where draws lie: a few supports depend on the parameters. */
function valuesOf(distribution: Distribution): string {
  const support = distribution.support(null);
  return support.kind === "label" ? "labels" : printSupport(support);
}

function distributionRow(distribution: Distribution): readonly string[] {
  const calls = distribution.signatures.map((signature) => call(distribution.name, signature));
  const parameters = new Map(
    distribution.signatures.flatMap((signature) =>
      signature.parameters.map(({ name, support, doc }) => [
        name,
        `${name} (${printSupport(support)}): ${doc}`,
      ]),
    ),
  );
  return [
    calls.join("<br>"),
    valuesOf(distribution),
    distribution.doc,
    [...parameters.values()].join("<br>"),
  ];
}

function range(low: number, high: number): string {
  return `${low.toLocaleString("en")} to ${high.toLocaleString("en")}`;
}

function choiceText({ name, parameters }: Choice): string {
  const given = parameters.map((parameter) => parameter.name).join(", ");
  return code(given === "" ? name : `${name}(${given})`);
}

function takes({ type }: OptionDeclaration): string {
  if (type.kind !== "choice") return `${type.unit}, ${range(type.low, type.high)}`;
  return type.choices
    .map((choice) => `${choiceText(choice)}${choice.built ? "" : " (not built yet)"}: ${choice.doc}`)
    .join("<br>");
}

function defaultText(value: OptionValue | null): string {
  if (value === null) return "see there";
  if (typeof value === "number") return String(value);
  const given = Object.values(value.arguments).join(", ");
  return code(given === "" ? value.choice : `${value.choice}(${given})`);
}

function method(declaration: MethodDeclaration): string {
  const { name, built, doc, options } = declaration;
  const rows = options.map((option) => [
    code(option.name),
    defaultText(option.default),
    option.doc,
    takes(option),
  ]);
  const heading = `### ${name}${built ? "" : " (not built yet)"}\n\n${doc}\n`;
  return rows.length === 0 ? heading : `${heading}\n${table(["option", "default", "what", "takes"], rows)}`;
}

/** The whole page. */
export function referenceTables(): string {
  const bijectorRows = Object.values(bijectors).filter((row) => row !== null);
  const parts = [
    "# Tables of the language\n\nMade from the library by `node scripts/reference.ts`: change the library, not this page.\n",
    `## Distributions\n\n${table(
      ["call", "values", "what", "parameters"],
      byName(distributions.values()).map(distributionRow),
    )}`,
    `## Functions\n\nElementwise; operands align by name.\n\n${Object.entries(functions)
      .map(([name, { operands }]) => code(`${name}(${operands.join(", ")})`))
      .join(" ")}\n\nReductions of a named dimension:\n\n${Object.keys(reductions)
      .map((name) => code(`${name}(e over D)`))
      .join(" ")}\n\nAlong a dimension, in its order (time.md): ${Object.values(timeFunctions)
      .map((form) => form.split(" or ").map(code).join(" or "))
      .join(", ")}.\n`,
    `## Distributions made of others\n\n${table(
      ["written", "what"],
      [...combinators.values()].map(({ form, doc }) => [code(form), doc]),
    )}`,
    `## Layers\n\n${table(
      ["layer", "what", "arguments"],
      byName(layers.values()).map(({ name, doc, parameters }) => [
        code(name),
        doc,
        parameters
          .map(
            (parameter) =>
              `${parameter.name}${parameter.required ? "" : " (may be left out)"}: ${parameter.doc}`,
          )
          .join("<br>"),
      ]),
    )}`,
    `## Activations\n\n${table(
      ["activation", "what"],
      byName(activations.values()).map(({ name, doc }) => [code(name), doc]),
    )}`,
    `## Bijectors\n\nHow a latent of each support is written by an unconstrained number u: the scale of \`--unconstrained\`.\n\n${table(
      ["support", "from u"],
      bijectorRows.map(({ name, doc }) => [code(name), doc]),
    )}`,
    `## Methods\n\n${byName(methods.values()).map(method).join("\n")}`,
  ];
  return parts.join("\n");
}
