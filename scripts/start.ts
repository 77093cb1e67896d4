/** `npm start`: the main job on real data, command by command, as a person would type it. Everything it writes is below build/cars/. */

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { decimals } from "../src/report/number.ts";
import { styled, type Style } from "../src/report/style.ts";
import { textTable } from "../src/report/text-table.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, "build", "cars");
const style: Style = {
  colour: process.stdout.isTTY && !process.env["NO_COLOR"],
  columns: process.stdout.columns > 0 ? process.stdout.columns : 100,
};

interface Car {
  readonly Name: string;
  readonly Miles_per_Gallon: number | null;
}

/** Shows a command and runs it; one that fails ends the tour with its exit code. */
function hunch(...words: readonly string[]): void {
  process.stdout.write(`\n${styled(`$ hunch ${words.join(" ")}`, "bold", style)}\n`);
  const main = join(root, "dist", "cli", "main.js");
  const { status } = spawnSync(process.execPath, [main, ...words], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

/** Every fifth car is kept back, for the model has never seen it then. */
function split(): { readonly training: string; readonly heldOut: string; readonly cars: readonly Car[] } {
  const source = join(root, "node_modules", "vega-datasets", "data", "cars.json");
  const cars = JSON.parse(readFileSync(source, "utf8")) as readonly Car[];
  mkdirSync(folder, { recursive: true });
  const write = (name: string, rows: readonly Car[]): string => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(rows, null, 1));
    return relative(root, path);
  };
  const kept = cars.filter((_, i) => i % 5 === 2);
  return {
    training: write(
      "training.json",
      cars.filter((_, i) => i % 5 !== 2),
    ),
    heldOut: write("held-out.json", kept),
    cars: kept,
  };
}

/** A few of the predictions beside what the cars really did. */
function showSome(cars: readonly Car[], predictions: string): void {
  const [header = "", ...lines] = readFileSync(join(root, predictions), "utf8").trim().split("\n");
  const names = header.split(",");
  const rows = lines.map(
    (line) => new Map(line.split(",").map((cell, i) => [names[i], cell === "" ? Number.NaN : Number(cell)])),
  );
  const columns = [
    { title: "held-out car", align: "left" },
    { title: "mpg", align: "right" },
    { title: "predicted", align: "right" },
    { title: "90 %", align: "right" },
    { title: "epistemic sd", align: "right" },
    { title: "aleatoric sd", align: "right" },
  ] as const;
  const shown = [0, 19, 35, 51, 66].map((i) => {
    const cell = (name: string): string => decimals(rows[i]?.get(`mpg_${name}`) ?? null, 1);
    const car = cars[i];
    const interval = `${cell("q05")} – ${cell("q95")}`;
    return [
      car?.Name ?? "",
      decimals(car?.Miles_per_Gallon ?? null, 1),
      cell("mean"),
      interval,
      cell("epistemic_sd"),
      cell("aleatoric_sd"),
    ];
  });
  process.stdout.write(`\n${textTable(columns, shown, style).join("\n")}\n`);
}

const { training, heldOut, cars } = split();
const at = (name: string): string => relative(root, join(folder, name));
process.stdout.write(
  "How far does a car go on a gallon? A Bayesian neural network says, and how sure it is.\n",
);
hunch("check", "examples/cars.hunch");
hunch("fit", "examples/cars.hunch", "--data", training, "--out", at("posterior"), "--force");
hunch("evaluate", at("posterior"), "--data", heldOut);
hunch("predict", at("posterior"), "--data", heldOut, "--out", at("predictions.csv"), "--force");
showSome(cars, at("predictions.csv"));
const picture = ["--over", "Horsepower", "--out", at("band.svg"), "--force"];
hunch("plot", at("posterior"), "band", "--data", training, ...picture);
