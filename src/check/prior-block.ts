/** `prior { … }`: latents, the weights of networks, and quantities made of them. */

import { printType } from "../shape/print.ts";
import { real, type ValueType } from "../shape/support.ts";
import type { Statement, StatementsBlock } from "../syntax/ast.ts";
import { checkDefinition } from "./definition.ts";
import { checkDistribution, findDistribution } from "./distribution-call.ts";
import { isHorseshoe, writeOut, writeOutWeight, type WrittenOut } from "./horseshoe.ts";
import { mayBeNonCentred, withoutWord } from "./non-centred.ts";
import type { DistributionCall, Latent, PriorStatement, WeightPlace } from "./program.ts";
import { looksBack, withItself } from "./recurrence.ts";
import { declare, pathText, type Scope, whatItIs } from "./scope.ts";
import { suits } from "./suits.ts";
import { isBare, type Target } from "./target.ts";
import { resolveType } from "./types.ts";
import { type Coverage, select, type Weight } from "./weights.ts";

type Draw = Extract<Statement, { kind: "draw" }>;

export function checkPrior(
  scope: Scope,
  block: StatementsBlock,
  coverage: Coverage,
): readonly PriorStatement[] {
  return block.statements.flatMap((statement) => {
    if (statement.kind === "draw" && statement.target.parts.length > 1)
      return checkWeights(scope, statement, coverage);
    const written =
      statement.kind === "draw" && isHorseshoe(statement)
        ? writeOut(scope, statement)
        : [{ statement, type: null, weight: null }];
    return written.flatMap((one) => checkStatement(scope, one, coverage));
  });
}

function checkStatement(scope: Scope, written: WrittenOut, coverage: Coverage): readonly PriorStatement[] {
  const { statement, weight } = written;
  if (statement.kind === "draw") return checkLatent(scope, statement, coverage, written);
  const definition = checkDefinition(scope, statement, false);
  if (definition === null) return [];
  return [weight === null ? definition : { ...definition, weight: placeOf(weight, weight.tensor.role) }];
}

function placeOf({ network, layer }: Weight, role: string): WeightPlace {
  return { network: network.name, layer: layer.label, role };
}

function checkLatent(
  scope: Scope,
  statement: Draw,
  coverage: Coverage,
  written: WrittenOut,
): readonly Latent[] {
  const name = pathText(statement.target.parts);
  const { span } = statement.target;
  const existing = scope.values.get(name);
  if (existing?.what === "data" || existing?.what === "definition") {
    scope.mistakes.report(
      "H0410",
      { name },
      {
        at: span,
        text: "a prior is for what is not seen",
        labels: [{ span: existing.span, text: `${name} is ${whatItIs[existing.what]}` }],
        help: `say how ${name} comes about in likelihood: ${name} ~ …`,
      },
    );
    return [];
  }
  if (existing?.what === "network") {
    select(scope, statement.target);
    coverage.excused.add(name);
    return [];
  }
  const type = written.type ?? typeOf(scope, statement);
  const itself = {
    what: "latent",
    name,
    span,
    element: statement.type?.element.span ?? null,
    type,
    network: null,
    local: false,
  } as const;
  const { latent, doubtful } = withItself(scope, itself, () =>
    drawn(scope, statement, name, { ...written, type }),
  );
  declare(scope, { ...itself, type: doubtful ? null : type });
  if (latent === null) return [];
  return looksBack(scope, name, span, Object.values(latent.distribution.arguments)) ? [latent] : [];
}

function typeOf(scope: Scope, { type }: Draw): ValueType | null {
  return type === null ? { support: real, dimensions: [] } : resolveType(scope, type, false);
}

/** `doubtful`: what is wrong may be the latent's type, so that its uses are not checked against it. */
interface Drawn {
  readonly latent: Latent | null;
  readonly doubtful: boolean;
}

function drawn(scope: Scope, statement: Draw, name: string, { type, weight }: WrittenOut): Drawn {
  if (type === null) {
    const asked = withoutWord(scope, statement.distribution);
    const found = asked === null ? null : findDistribution(scope, asked.distribution, false);
    if (found !== null) checkDistribution({ scope, fan: null }, found, null);
    return { latent: null, doubtful: true };
  }
  const element = statement.type?.element.span ?? null;
  const { span } = statement.target;
  const target: Target = { kind: "latent", name, type, span, declared: span, element };
  const { distribution, suited, nonCentred } = distributionFor(scope, statement, target, weight);
  if (distribution === null) return { latent: null, doubtful: !suited || element === null };
  // What only scales the weights has a role of its own, and one number for all of them is a latent like others.
  const scale = type.support.kind !== "real";
  const own = scale ? name.slice(name.lastIndexOf(".") + 1) : weight?.tensor.role;
  const plain = weight === null || own === undefined || (scale && type.dimensions.length === 0);
  const place = plain ? null : placeOf(weight, own);
  return {
    latent: { kind: "latent", name, type, distribution, ...nonCentred, weight: place, span: statement.span },
    doubtful: false,
  };
}

interface Chosen {
  /** Null where something is wrong with it. */
  readonly distribution: DistributionCall | null;
  /** Whether its draws are of the target's type, as far as can be told. */
  readonly suited: boolean;
  readonly nonCentred: { readonly nonCentred?: true };
}

function distributionFor(scope: Scope, statement: Draw, target: Target, weight: Weight | null): Chosen {
  const asked = withoutWord(scope, statement.distribution);
  const found = asked === null ? null : findDistribution(scope, asked.distribution, false);
  if (asked === null || found === null) return { distribution: null, suited: true, nonCentred: {} };
  const nonCentred = asked.at === null ? {} : ({ nonCentred: true } as const);
  const fan = weight === null ? null : { in: weight.tensor.fanIn, out: weight.tensor.fanOut };
  const suited = suits(scope, found.distribution, asked.distribution, target);
  // Where one dimension is missing, no argument can fit: once is enough.
  const against = isBare(found.distribution, target) ? null : target;
  const call = checkDistribution({ scope, fan }, found, against);
  const sound =
    suited && call !== null && (asked.at === null || mayBeNonCentred(scope, call, target, asked.at));
  return { distribution: sound ? call : null, suited, nonCentred };
}

/** `f.weight ~ …` is one latent for each layer, the distribution checked for each. */
function checkWeights(scope: Scope, statement: Draw, coverage: Coverage): readonly PriorStatement[] {
  const { span } = statement.target;
  const weights = select(scope, statement.target);
  if (weights === null) {
    coverage.excused.add(statement.target.parts[0]?.text ?? "");
    return [];
  }
  return weights.flatMap((weight) => {
    const before = coverage.priors.get(weight.name) ?? [];
    coverage.priors.set(weight.name, [...before, span]);
    if (isHorseshoe(statement)) {
      const sound = before.length === 0 && typeAgrees(scope, statement, weight);
      const written = sound ? writeOutWeight(scope, statement, weight) : [];
      return written.flatMap((one) => checkStatement(scope, one, coverage));
    }
    const latent = weightLatent(scope, statement, weight);
    if (before.length > 0) return [];
    const { name } = weight;
    const { type } = weight.tensor;
    scope.values.set(name, { what: "weight", name, span, element: null, type, network: null, local: false });
    return latent === null ? [] : [latent];
  });
}

/** Whether the type is left out, or that which the network gives. */
function typeAgrees(scope: Scope, { type }: Draw, { name, layer, tensor }: Weight): boolean {
  if (type === null) return true;
  const declared = resolveType(scope, type, false);
  if (declared === null) return false;
  if (printType(declared) === printType(tensor.type)) return true;
  scope.mistakes.report(
    "H0309",
    { name, declared: printType(declared), found: printType(tensor.type) },
    {
      at: type.span,
      text: `the network makes ${name} ${printType(tensor.type)}`,
      labels: [{ span: layer.span, text: "its layer" }],
      help: "leave the type out: the network gives it",
    },
  );
  return false;
}

function weightLatent(scope: Scope, statement: Draw, weight: Weight): Latent | null {
  const { name, layer, tensor } = weight;
  const { span } = statement.target;
  if (!typeAgrees(scope, statement, weight)) return null;
  const target: Target = {
    kind: "weight",
    name,
    type: tensor.type,
    span,
    declared: layer.span,
    element: null,
  };
  const { distribution, nonCentred } = distributionFor(scope, statement, target, weight);
  if (distribution === null) return null;
  const of = placeOf(weight, tensor.role);
  return {
    kind: "latent",
    name,
    type: tensor.type,
    distribution,
    ...nonCentred,
    weight: of,
    span: statement.span,
  };
}
