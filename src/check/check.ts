/** Syntax → CheckedProgram: names, dimensions, supports, and whether the methods fit. All mistakes in one run. */

import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Dimension } from "../shape/dimension.ts";
import type { Block, Syntax } from "../syntax/ast.ts";
import { advise } from "./advice.ts";
import { announce } from "./announce.ts";
import { countBlocks, orderBlocks } from "./blocks.ts";
import { checkConditioning } from "./conditioning.ts";
import { checkData } from "./data-block.ts";
import { asResponse } from "./data-definition.ts";
import { checkDim, checkTwins } from "./dim-block.ts";
import { checkInfers, tellUnbuilt } from "./infer-block.ts";
import { checkLikelihood } from "./likelihood-block.ts";
import { checkNetwork } from "./network-block.ts";
import { checkNonCentred } from "./non-centred.ts";
import { checkPrior } from "./prior-block.ts";
import type { CheckedProgram, LikelihoodStatement, Observation } from "./program.ts";
import { checkTables, repeatedNames } from "./tables.ts";
import { checkRequirements } from "./requirements.ts";
import { checkSummation } from "./summation.ts";
import { type Scope, scopeOf } from "./scope.ts";
import { warnUnused } from "./usage.ts";
import { checkCoverage, type Coverage } from "./weights.ts";

export interface Checked {
  /** Null where there is an error. */
  readonly program: CheckedProgram | null;
  /** In the order of the text; warnings may come with a program. */
  readonly diagnostics: readonly Diagnostic[];
}

export function check(syntax: Syntax): Checked {
  const { announced, bracketed, responses } = announce(syntax.blocks);
  const scope = scopeOf(syntax.span.source, { announced, bracketed, lost: syntax.lost });
  countBlocks(scope, syntax);
  const blocks = orderBlocks(scope, syntax.blocks);
  const program = checkBlocks(scope, blocks, responses, syntax.complete);
  let fitting = program.infers;
  if (!hasError(scope)) {
    checkConditioning(scope, program);
    checkSummation(scope, program);
    checkNonCentred(program, scope.mistakes);
    fitting = checkRequirements(program, scope.mistakes);
  }
  tellUnbuilt(scope, of(blocks, "infer"), fitting);
  const sound = syntax.complete && !hasError(scope);
  // While there are errors, a value may look unused only because its use is among them.
  if (sound) {
    warnUnused(scope);
    advise(program, scope.mistakes);
  }
  return { program: sound ? program : null, diagnostics: scope.mistakes.all() };
}

function hasError(scope: Scope): boolean {
  return scope.mistakes.all().some(({ level }) => level === "error");
}

function checkBlocks(
  scope: Scope,
  blocks: readonly Block[],
  responses: ReadonlySet<string>,
  complete: boolean,
): CheckedProgram {
  for (const block of of(blocks, "dim")) checkDim(scope, block);
  const data = of(blocks, "data");
  const repeated = repeatedNames(data);
  const tables = data.map((block) => checkData(scope, block, responses, repeated));
  checkTables(scope, data, tables);
  if (complete && data.length > 0) checkTwins(scope, tables);
  const networks = of(blocks, "network").flatMap((block) => checkNetwork(scope, block) ?? []);
  const coverage: Coverage = { priors: new Map(), excused: new Set() };
  const prior = of(blocks, "prior").flatMap((block) => checkPrior(scope, block, coverage));
  // The missing prior may stand in a part that could not be read.
  if (complete) checkCoverage(scope, networks, coverage);
  const variables = tables.flatMap((table) => [
    ...table.variables,
    ...table.definitions.filter(({ response }) => response).map(asResponse),
  ]);
  const likelihood = of(blocks, "likelihood").flatMap((block) => checkLikelihood(scope, block, variables));
  const infers = checkInfers(scope, of(blocks, "infer"));
  const [model] = of(blocks, "model");
  return {
    source: scope.source,
    name: model?.name.text ?? "",
    dimensions: scope.mentioned,
    tables,
    constants: [...scope.constants.values()],
    networks,
    prior,
    likelihood,
    infers,
    rows: rowsOf(likelihood),
  };
}

/** The blocks of some kinds, in order. */
function of<K extends Block["kind"]>(blocks: readonly Block[], kind: K): readonly BlockOf<K>[] {
  return blocks.filter((block): block is BlockOf<K> => block.kind === kind);
}

type BlockOf<K> = K extends "prior" | "likelihood"
  ? Extract<Block, { kind: "prior" | "likelihood" }>
  : Extract<Block, { kind: K }>;

/** The responses' common first dimension. */
function rowsOf(likelihood: readonly LikelihoodStatement[]): Dimension | null {
  const firsts = likelihood.flatMap((statement) =>
    statement.kind === "observation" ? [firstApart(statement)] : [],
  );
  const [first = null] = firsts;
  return firsts.every((dimension) => dimension === first) ? first : null;
}

/** The first dimension along which draws come apart: not one of the vectors or matrices that are drawn. */
function firstApart({ response, distribution }: Observation): Dimension | null {
  const { dimensions } = response.type;
  const apart = dimensions.length - (distribution.distribution.event ?? 0);
  return apart > 0 ? (dimensions[0] ?? null) : null;
}
