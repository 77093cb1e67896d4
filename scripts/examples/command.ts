/** How the models of `examples/` are run, from the project's root. */

/** Where data does not stand in the model file, those of a package. */
const data: Readonly<Record<string, string>> = { cars: "node_modules/vega-datasets/data/cars.json" };

/** What a person types. */
export function shownCommand(name: string): string {
  return ["hunch", "fit", `examples/${name}.hunch`, ...dataOf(name)].join(" ");
}

/** The words after `hunch`, the posterior put at `out`. */
export function exampleCommand(name: string, out: string): readonly string[] {
  return ["fit", `examples/${name}.hunch`, ...dataOf(name), "--out", out];
}

function dataOf(name: string): readonly string[] {
  return name in data ? ["--data", data[name] ?? ""] : [];
}
