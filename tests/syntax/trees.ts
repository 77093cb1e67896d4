/** Random syntax trees as the parser gives them: brackets stand as nodes wherever precedence needs them. Places are empty. */

import fc from "fast-check";
import type {
  Argument,
  BinaryOperator,
  Block,
  DataItem,
  Expression,
  LayerNode,
  Name,
  NumberLiteral,
  Statement,
  TypeNode,
} from "../../src/syntax/ast.ts";
import { reservedWords } from "../../src/syntax/words.ts";

const source = { name: "made", text: "" };
const span = { source, start: 0, end: 0 };

const word = fc.stringMatching(/^[a-zA-Zσµ][a-z0-9_]{0,5}$/).filter((text) => !reservedWords.includes(text));
const name: fc.Arbitrary<Name> = word.map((text) => ({ text, span }));
const column: fc.Arbitrary<Name> = fc
  .oneof(word, fc.stringMatching(/^[a-z "#;/]{0,8}$/), fc.constantFrom(...reservedWords))
  .map((text) => ({ text, span }));
const dimension: fc.Arbitrary<Name> = fc
  .tuple(word, fc.boolean())
  .map(([text, primed]) => ({ text: primed ? `${text}'` : text, span }));
const number: fc.Arbitrary<NumberLiteral> = fc
  .constantFrom("0", "1", "10_000", "0.5", "1e-5", "2.50E+3", "1_0.0_1")
  .map((text) => ({ kind: "number", text, value: Number(text.replaceAll("_", "")), span }));
const label: fc.Arbitrary<Name> = fc.oneof(
  column,
  fc.constantFrom("1", "10", "2.5").map((text) => ({ text, span })),
);

const list = <T>(item: fc.Arbitrary<T>, minLength = 0) => fc.array(item, { minLength, maxLength: 3 });
const maybe = <T>(item: fc.Arbitrary<T>) => fc.option(item, { nil: null });

const levels: readonly (readonly BinaryOperator[])[] = [
  ["==", "!=", "<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "/", "@"],
];

function infix(
  left: fc.Arbitrary<Expression>,
  operators: readonly BinaryOperator[],
  right: fc.Arbitrary<Expression>,
): fc.Arbitrary<Expression> {
  return fc.tuple(left, fc.constantFrom(...operators), right).map(([first, operator, second]) => ({
    kind: "binary",
    operator,
    operatorSpan: span,
    left: first,
    right: second,
    span,
  }));
}

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  name.map((called): Expression => ({ kind: "name", name: called, span })),
  column.map(({ text }): Expression => ({ kind: "string", text, span })),
);

/** What stands without operators, its parts of a lesser depth. */
function operandOf(depth: number): fc.Arbitrary<Expression> {
  if (depth === 0) return fc.oneof(leaf, number);
  const inner = expressionOf(depth - 1);
  const argument: fc.Arbitrary<Argument> = fc
    .record({ name: maybe(name), weight: maybe(inner), value: inner, over: maybe(dimension) })
    .map((given) => ({ ...given, span }));
  const call = fc
    .tuple(name, list(argument))
    .map(([callee, given]): Expression => ({ kind: "call", callee, arguments: given, span }));
  const group = inner.map((within): Expression => ({ kind: "parenthesised", inner: within, span }));
  return fc.oneof(
    leaf,
    number,
    call,
    group,
    list(fc.record({ label, value: inner }), 1).map((entries): Expression => ({
      kind: "labelled",
      entries,
      span,
    })),
    fc
      .tuple(fc.oneof(leaf, call, group), name)
      .map(([object, part]): Expression => ({ kind: "member", object, name: part, span })),
    fc
      .tuple(fc.oneof(leaf, call, group), list(inner, 1))
      .map(([array, indices]): Expression => ({ kind: "index", array, indices, span })),
  );
}

function expressionOf(depth: number): fc.Arbitrary<Expression> {
  const plain = operandOf(depth);
  const negated = plain.map((operand): Expression => ({ kind: "negate", operand, span }));
  const power = infix(plain, ["^"], fc.oneof(plain, negated, infix(plain, ["^"], negated)));
  const factor = fc.oneof({ weight: 3, arbitrary: plain }, negated, power);
  const term = fc.oneof({ weight: 2, arbitrary: factor }, infix(factor, levels[2] ?? [], factor));
  const sum = fc.oneof(
    { weight: 2, arbitrary: term },
    infix(term, levels[1] ?? [], term),
    infix(infix(term, levels[1] ?? [], term), levels[1] ?? [], term),
  );
  return fc.oneof({ weight: 4, arbitrary: sum }, infix(sum, levels[0] ?? [], sum));
}

const expression = expressionOf(1);

const type: fc.Arbitrary<TypeNode> = fc
  .record({
    ordered: fc.constantFrom(span, null, null),
    element: name,
    arguments: list(expression),
    dimensions: list(
      fc.oneof(
        dimension.map((named) => ({ kind: "name" as const, name: named, span })),
        number.map((size) => ({ kind: "size" as const, size, span })),
      ),
    ),
  })
  .map((node) => ({ ...node, span }));

const item: fc.Arbitrary<DataItem> = fc.oneof(
  name.map((policy): DataItem => ({ kind: "missing", policy, span })),
  fc
    .record({ name, type: maybe(type), value: expression })
    .map((d): DataItem => ({ kind: "definition", ...d, span })),
  fc
    .record({
      name,
      type,
      columns: list(fc.record({ first: column, last: maybe(column) }).map((range) => ({ ...range, span }))),
      standardized: fc.constantFrom(span, null),
    })
    .map((variable): DataItem => ({ kind: "variable", ...variable, span })),
);

const { layer } = fc.letrec<{ layer: LayerNode }>((tie) => ({
  layer: fc
    .record({
      label: maybe(name),
      layer: name,
      // An empty list of arguments and none are the same tree.
      arguments: list(
        expression.map((value): Argument => ({ name: null, weight: null, value, over: null, span })),
      ),
      body: fc.option(list(tie("layer")), { nil: null, maxDepth: 2 }),
    })
    .map((node) => ({ ...node, span })),
}));

const target = list(name, 1).map((parts) => ({ parts, span }));
const statement: fc.Arbitrary<Statement> = fc.oneof(
  fc
    .record({ target, type: maybe(type), distribution: expression })
    .map((draw): Statement => ({ kind: "draw", ...draw, span })),
  fc
    .record({ target, type: maybe(type), value: expression })
    .map((definition): Statement => ({ kind: "definition", ...definition, span })),
);

const block: fc.Arbitrary<Block> = fc.oneof(
  name.map((called): Block => ({ kind: "model", name: called, span })),
  fc
    .record({
      name,
      value: fc.oneof(
        number.map((size) => ({ kind: "size" as const, size })),
        fc.tuple(number, number).map(([low, high]) => ({ kind: "range" as const, low, high })),
        list(label, 1).map((labels) => ({ kind: "labels" as const, labels })),
        name.map((other) => ({ kind: "twin" as const, dimension: other })),
      ),
    })
    .map((dim): Block => ({ kind: "dim", ...dim, span })),
  fc
    .record({ name: maybe(name), sources: list(column), items: list(item) })
    .map((data): Block => ({ kind: "data", ...data, span })),
  fc
    .record({
      name,
      input: type,
      output: fc.oneof(
        type.map((only) => ({ kind: "type" as const, type: only })),
        list(fc.record({ name, type }), 1).map((heads) => ({ kind: "heads" as const, heads })),
      ),
      layers: list(layer),
    })
    .map((network): Block => ({ kind: "network", ...network, span })),
  fc
    .record({ kind: fc.constantFrom("prior" as const, "likelihood" as const), statements: list(statement) })
    .map((statements): Block => ({ ...statements, span })),
  fc
    .record({
      name: maybe(name),
      method: name,
      options: list(fc.record({ name, value: expression }).map((option) => ({ ...option, span }))),
    })
    .map((infer): Block => ({ kind: "infer", ...infer, span })),
);

export const anyProgram: fc.Arbitrary<readonly Block[]> = list(block);
