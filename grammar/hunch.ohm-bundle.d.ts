// Made from hunch.ohm by scripts/build-grammar.mjs: change the grammar, not this file.

interface Leaf {
  readonly sourceString: string;
  readonly source: { readonly startIdx: number; readonly endIdx: number };
}

/** The matches of `x*`, `x+` or `x?`. */
export interface Many<T> extends Leaf {
  readonly children: readonly T[];
}

export interface NonemptyListOf<T> extends Leaf {
  readonly ctorName: "NonemptyListOf";
  readonly children: readonly [T, Many<Leaf>, Many<T>];
}

export interface ListOf<T> extends Leaf {
  readonly ctorName: "ListOf";
  readonly children: readonly [NonemptyListOf<T> | EmptyListOf];
}

interface EmptyListOf extends Leaf {
  readonly ctorName: "EmptyListOf";
}

/** What each rule's node holds, in order. */
interface Children {
  Program: readonly [Many<Rule<"Block">>];
  Block: readonly [Rule<"Model"> | Rule<"Dim"> | Rule<"Data"> | Rule<"Network"> | Rule<"Prior"> | Rule<"Likelihood"> | Rule<"Infer">];
  Model: readonly [Rule<"model">, Rule<"name">];
  Dim: readonly [Rule<"dim">, Rule<"name">, Rule<"equals">, Rule<"DimValue">];
  DimValue_range: readonly [Rule<"number">, Leaf, Rule<"number">];
  DimValue_size: readonly [Rule<"number">];
  DimValue_labels: readonly [Leaf, NonemptyListOf<Rule<"label">>, Leaf];
  DimValue_twin: readonly [Rule<"name">];
  DimValue: readonly [Rule<"DimValue_range"> | Rule<"DimValue_size"> | Rule<"DimValue_labels"> | Rule<"DimValue_twin">];
  Data: readonly [Rule<"data">, Many<Rule<"name">>, ListOf<Rule<"quoted">>, Leaf, Many<Rule<"DataItem">>, Leaf];
  DataItem: readonly [Rule<"Missing"> | Rule<"Derived"> | Rule<"Variable">];
  Missing: readonly [Rule<"missing">, Rule<"equals">, Rule<"name">];
  Derived: readonly [Rule<"name">, Many<Rule<"Of">>, Rule<"equals">, Rule<"Expression">];
  Variable: readonly [Rule<"name">, Rule<"Of">, Many<Rule<"Columns">>, Many<Rule<"standardized">>];
  Columns: readonly [Rule<"from">, NonemptyListOf<Rule<"Column">>];
  Column_range: readonly [Rule<"column">, Leaf, Rule<"column">];
  Column_one: readonly [Rule<"column">];
  Column: readonly [Rule<"Column_range"> | Rule<"Column_one">];
  Of: readonly [Leaf, Rule<"Type">];
  Type_ordered: readonly [Rule<"ordered">, Rule<"name">, Many<Rule<"Parameters">>, Many<Rule<"Dimensions">>];
  Type_plain: readonly [Rule<"element">, Many<Rule<"Parameters">>, Many<Rule<"Dimensions">>];
  Type: readonly [Rule<"Type_ordered"> | Rule<"Type_plain">];
  Parameters: readonly [Leaf, Rule<"Expression">, Many<Leaf>, Many<Rule<"Expression">>, Leaf];
  Dimensions: readonly [Leaf, NonemptyListOf<Rule<"Dimension">>, Leaf];
  Dimension: readonly [Rule<"dimension"> | Rule<"number">];
  Network: readonly [Rule<"network">, Rule<"name">, Leaf, Rule<"Type">, Leaf, Rule<"Output">, Rule<"Layers">];
  Output_heads: readonly [Leaf, NonemptyListOf<Rule<"Head">>, Leaf];
  Output_type: readonly [Rule<"Type">];
  Output: readonly [Rule<"Output_heads"> | Rule<"Output_type">];
  Head: readonly [Rule<"name">, Rule<"Of">];
  Layers: readonly [Leaf, Many<Rule<"Layer">>, Leaf];
  Layer: readonly [Many<Rule<"Label">>, Rule<"name">, Many<Rule<"Arguments">>, Many<Rule<"Layers">>];
  Label: readonly [Rule<"name">, Leaf];
  Prior: readonly [Rule<"prior">, Rule<"Statements">];
  Likelihood: readonly [Rule<"likelihood">, Rule<"Statements">];
  Statements: readonly [Leaf, Many<Rule<"Statement">>, Leaf];
  Statement_draw: readonly [Rule<"Path">, Many<Rule<"Of">>, Leaf, Rule<"Expression">];
  Statement_definition: readonly [Rule<"Path">, Many<Rule<"Of">>, Rule<"equals">, Rule<"Expression">];
  Statement: readonly [Rule<"Statement_draw"> | Rule<"Statement_definition">];
  Path: readonly [NonemptyListOf<Rule<"name">>];
  Infer: readonly [Rule<"infer">, Many<Rule<"Label">>, Rule<"name">, Many<Rule<"Options">>];
  Options: readonly [Leaf, Many<Rule<"Option">>, Leaf];
  Option: readonly [Rule<"name">, Rule<"equals">, Rule<"Expression">];
  Expression: readonly [Rule<"Operand">, Many<Rule<"operator">>, Many<Rule<"Operand">>];
  Operand: readonly [Many<Leaf>, Rule<"Primary">, Many<Rule<"Member"> | Rule<"Index">>];
  Primary: readonly [Rule<"number"> | Rule<"quoted"> | Rule<"Group"> | Rule<"Labelled"> | Rule<"Call">];
  Group: readonly [Leaf, Rule<"Expression">, Leaf];
  Labelled: readonly [Leaf, Rule<"Entry">, Many<Leaf>, Many<Rule<"Entry">>, Leaf];
  Entry: readonly [Rule<"label">, Leaf, Rule<"Expression">];
  Call: readonly [Rule<"name">, Many<Rule<"Arguments">>];
  Arguments: readonly [Leaf, Many<Rule<"Argument">>, Many<Many<Leaf>>, Many<Many<Rule<"Argument">>>, Leaf];
  Argument: readonly [Many<Rule<"name">>, Many<Rule<"equals">>, Rule<"Expression">, Many<Leaf>, Many<Rule<"Expression">>, Many<Rule<"over">>, Many<Rule<"dimension">>];
  Member: readonly [Leaf, Rule<"name">];
  Index: readonly [Leaf, Rule<"Expression">, Many<Leaf>, Many<Rule<"Expression">>, Leaf];
  name: readonly [Leaf, Many<Rule<"rest">>];
  dimension: readonly [Rule<"name">, Many<Leaf>];
  element: readonly [Rule<"name"> | Rule<"ordered">];
  column: readonly [Rule<"name"> | Rule<"quoted">];
  label: readonly [Rule<"name"> | Rule<"quoted"> | Rule<"number">];
  number: readonly [Rule<"digits">, Many<Leaf>, Many<Rule<"digits">>, Many<Rule<"exponent">>];
  digits: readonly [Many<Leaf>, Many<Leaf>, Many<Many<Leaf>>];
  exponent: readonly [Leaf, Many<Leaf>, Many<Leaf>];
  quoted: readonly [Leaf, Many<Rule<"quote"> | Leaf>, Leaf];
  quote: readonly [Leaf];
  equals: readonly [Leaf];
  operator: readonly [Rule<"comparison"> | Rule<"additive"> | Rule<"multiplicative"> | Rule<"power">];
  comparison: readonly [Leaf];
  additive: readonly [Leaf];
  multiplicative: readonly [Leaf];
  power: readonly [Leaf];
  reserved: readonly [Rule<"model"> | Rule<"dim"> | Rule<"data"> | Rule<"network"> | Rule<"prior"> | Rule<"likelihood"> | Rule<"infer"> | Rule<"from"> | Rule<"over"> | Rule<"standardized"> | Rule<"missing"> | Rule<"ordered">];
  model: readonly [Leaf];
  dim: readonly [Leaf];
  data: readonly [Leaf];
  network: readonly [Leaf];
  prior: readonly [Leaf];
  likelihood: readonly [Leaf];
  infer: readonly [Leaf];
  from: readonly [Leaf];
  over: readonly [Leaf];
  standardized: readonly [Leaf];
  missing: readonly [Leaf];
  ordered: readonly [Leaf];
  rest: readonly [Leaf];
  comment: readonly [Leaf, Many<Leaf>];
}

/** The node of a rule. */
export type Rule<R extends RuleName> = { [Q in R]: Leaf & { readonly ctorName: Q; readonly children: Children[Q] } }[R];

export type RuleName = keyof Children;

/** Rules made of other rules and marks. */
export type Phrase = "Program" | "Block" | "Model" | "Dim" | "DimValue_range" | "DimValue_size" | "DimValue_labels" | "DimValue_twin" | "DimValue" | "Data" | "DataItem" | "Missing" | "Derived" | "Variable" | "Columns" | "Column_range" | "Column_one" | "Column" | "Of" | "Type_ordered" | "Type_plain" | "Type" | "Parameters" | "Dimensions" | "Dimension" | "Network" | "Output_heads" | "Output_type" | "Output" | "Head" | "Layers" | "Layer" | "Label" | "Prior" | "Likelihood" | "Statements" | "Statement_draw" | "Statement_definition" | "Statement" | "Path" | "Infer" | "Options" | "Option" | "Expression" | "Operand" | "Primary" | "Group" | "Labelled" | "Entry" | "Call" | "Arguments" | "Argument" | "Member" | "Index";

/** Rules for a run of characters. */
export type Word = Exclude<RuleName, Phrase>;

/** Signs that stand for themselves. */
export type Mark = "(" | ")" | "," | "-" | "->" | "." | ".." | ":" | "[" | "]" | "{" | "}" | "~";

export type Token = Word | Mark;

/** The tokens that each phrase may begin with. */
export const firsts: { readonly [P in Phrase]: readonly Token[] };

/** The tree of a program; or the furthest place that was reached, and the tokens that would have gone on from there. */
export type Match =
  | { readonly ok: true; readonly tree: Rule<"Program"> }
  | { readonly ok: false; readonly position: number; readonly expected: () => readonly (Token | "end of input")[] };

export function match(text: string): Match;
